// What bytes that are said to be an image are taken for.

import { describe, expect, it } from 'vitest';
import { judgeImage } from '../../../src/ingest/judgeImage.js';
import { avif, gif, jpegHead, png, pngHead, svg, webp } from '../../servers/pictures.js';

const text = (words: string): Uint8Array => new TextEncoder().encode(words);

describe('an image', () => {
  it.each([
    ['image/png', png(40, 30)],
    ['image/gif', gif(40, 30)],
    ['image/jpeg', jpegHead(40, 30)],
    ['image/webp', webp(40, 30)],
    ['image/avif', avif(40, 30)],
    ['image/svg+xml', svg(40, 30)],
  ])('of the type %s is known by its bytes', (type, bytes) => {
    expect(judgeImage(bytes)).toEqual({ outcome: 'image', image: { type, bytes, width: 40, height: 30 } });
  });

  it('that is a photograph taken on its side is as large as it is seen', () => {
    expect(judgeImage(jpegHead(40, 30, true))).toMatchObject({ image: { width: 30, height: 40 } });
  });

  it('that is a drawing may begin with a declaration, comments and a document type', () => {
    const head = '\uFEFF<?xml version="1.0"?>\n<!-- made -- by hand -->\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd">\n';
    expect(judgeImage(text(`${head}<svg viewBox="0 0 20 10">…</svg>`))).toMatchObject({ image: { width: 20, height: 10 } });
  });

  it('in memory that it shares with others is read at its own place', () => {
    const shared = new Uint8Array(4_000);
    shared.set(avif(40, 30), 1_000);
    expect(judgeImage(shared.subarray(1_000))).toMatchObject({ image: { width: 40, height: 30 } });
  });
});

describe('refused', () => {
  it.each([
    ['a page', text('<!doctype html><html><body><svg width="9" height="9"></svg></body></html>')],
    ['nothing', new Uint8Array()],
    ['a signature alone', png(9, 9).slice(0, 8)],
    ['a photograph cut before its size', jpegHead(9, 9).slice(0, 6)],
    ['a script', text('alert(1)')],
    ['a kind of image that browsers do not draw', Uint8Array.from([0x49, 0x49, 0x2a, 0, 8, 0, 0, 0])],
    ['a drawing without a size', text('<svg xmlns="http://www.w3.org/2000/svg"></svg>')],
    ['an image without a side', pngHead(0, 40)],
    ['a webp that says nothing', webp(9, 9).slice(0, 20)],
  ])('%s is no image', (_, bytes) => {
    expect(judgeImage(bytes)).toEqual({ outcome: 'refused', reason: 'notAnImage' });
  });

  it.each([
    [1, 1],
    [2, 2],
    [1, 2],
  ])('a dot of %i×%i only counts readers', (width, height) => {
    expect(judgeImage(gif(width, height))).toEqual({ outcome: 'refused', reason: 'tracker' });
  });

  it.each([
    [20_001, 10],
    [10_000, 7_000],
    [0xffff_ffff, 0xffff_ffff],
  ])('%i×%i pixels are too many', (width, height) => {
    expect(judgeImage(pngHead(width, height))).toEqual({ outcome: 'refused', reason: 'tooBig' });
  });

  it('a line of one pixel is shown: it is a rule, no dot', () => {
    expect(judgeImage(png(300, 1)).outcome).toBe('image');
  });

  it('what is made to be slow to measure is given up soon', () => {
    const boxes = new Uint8Array(4 * 1024 * 1024);
    boxes.set(avif(40, 30));
    const markers = new Uint8Array(8 * 1024 * 1024).fill(1);
    markers.set([0xff, 0xd8, 0xff, 0xe0, 0, 4]);
    const drawing = text(`<svg ${'a="'.repeat(300_000)}`);
    expect([boxes, markers, drawing].map((bytes) => judgeImage(bytes).outcome)).toEqual(['image', 'refused', 'refused']);
  });
});
