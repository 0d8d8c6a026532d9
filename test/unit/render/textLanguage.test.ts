// The language of texts by their script: told where it is clear, unknown where it is not.
import { describe, expect, it } from 'vitest';
import type { Issue } from '../../../src/digest/model.js';
import { languageAttribute, languageOfText } from '../../../src/render/textLanguage.js';

describe('the language of a text', () => {
  it.each([
    ['新しいモデルは長い文脈を扱える。', 'ja'],
    ['TypeScript 7 で型チェックが速くなった理由を調べた', 'ja'],
    ['새로운 모델은 긴 문맥을 다룬다.', 'ko'],
    ['新模型可以处理更长的上下文。', 'zh'],
    ['OpenAI 发布 GPT 新模型', 'zh'],
    ['نموذج جديد يقرأ نصوصا طويلة', 'ar'],
    ['مدل جدید متن‌های طولانی را می‌خواند و پاسخ می‌گوید', 'fa'],
    ['نیا ماڈل طویل متن پڑھ سکتا ہے', 'ur'],
    ['מודל חדש קורא טקסטים ארוכים', 'he'],
    ['โมเดลใหม่อ่านข้อความยาวได้', 'th'],
    ['Ένα νέο μοντέλο διαβάζει', 'el'],
    ['<p lang="en">新しい<a href="https://example.org/a/very/long/address">モデル</a></p>', 'ja'],
  ])('%s', (text, language) => {
    expect(languageOfText(text)).toBe(language);
  });

  it.each([
    'A new model reads long texts.',
    'Nowy model czyta długie teksty.',
    'Новая модель',
    '',
    '12 + 3',
    'The word 東京 means Tokyo, and nothing else',
    'π ≈ 3.14, as the paper says',
  ])('is not known of “%s”', (text) => {
    expect(languageOfText(text)).toBeUndefined();
  });

  it('of a heading in Chinese characters is that of its issue', () => {
    const issue: Issue = { id: 'i', kind: 'digest', title: '東京の一週間', tags: [], sections: [], takeaways: [], links: [] };
    expect(languageAttribute('東京', issue)).toBe(' lang="ja"');
    expect(languageAttribute('Tokyo', issue)).toBe(' lang=""');
    expect(languageAttribute('東京', { ...issue, title: 'A week' })).toBe(' lang="zh"');
  });
});
