// Where films and sound come from, and the pages on which they are watched. Data, and two questions to it.

export type MediaKind = 'video' | 'audio' | 'embedded';

const video = new Set(
  (
    'youtube.com youtube-nocookie.com youtu.be vimeo.com loom.com wistia.com wistia.net twitch.tv dailymotion.com ted.com ' +
    'streamable.com rumble.com odysee.com bilibili.com vidyard.com mux.com videopress.com nicovideo.jp brightcove.net'
  ).split(' '),
);

const audio = new Set(
  (
    'soundcloud.com spotify.com podcasts.apple.com bandcamp.com simplecast.com transistor.fm buzzsprout.com anchor.fm libsyn.com ' +
    'megaphone.fm acast.com captivate.fm podbean.com castos.com fireside.fm omny.fm art19.com spreaker.com audioboom.com ' +
    'pocketcasts.com overcast.fm'
  ).split(' '),
);

/** What stands at an absolute address that a text shows as a film, a sound or a frame. */
export function mediaKind(address: string): MediaKind {
  const { hostname, pathname } = new URL(address);
  if (/\.(?:mp4|m4v|webm|mov|ogv|m3u8)$/i.test(pathname) || isUnder(hostname, video)) return 'video';
  return /\.(?:mp3|m4a|aac|ogg|oga|opus|wav|flac)$/i.test(pathname) || isUnder(hostname, audio) ? 'audio' : 'embedded';
}

/** The page where a person watches what a player's address shows in a frame; other addresses stay as they are. */
export function watchAddress(address: string): string {
  const youtube = /^https?:\/\/(?:www\.)?youtube(?:-nocookie)?\.com\/embed\/([\w-]{6,20})(?=[?#/]|$)/i.exec(address)?.[1];
  if (youtube !== undefined && youtube !== 'videoseries') return `https://www.youtube.com/watch?v=${youtube}`;
  const vimeo = /^https?:\/\/player\.vimeo\.com\/video\/(\d{1,15})(?=[?#/]|$)/i.exec(address)?.[1];
  return vimeo === undefined ? address : `https://vimeo.com/${vimeo}`;
}

function isUnder(host: string, hosts: ReadonlySet<string>): boolean {
  const labels = host.toLowerCase().split('.');
  return labels.some((_, index) => hosts.has(labels.slice(index).join('.')));
}
