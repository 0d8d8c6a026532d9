// Feeds of sites whose pages do not always name them, by the form of the address; and the paths where feeds usually are.
// Pure rules: nothing is requested here.

interface Rule {
  readonly host: RegExp;
  /** The feeds of a page: absolute, or seen from it. `path` are the segments of the address, decoded not at all. */
  readonly feeds: (path: readonly string[], page: URL) => readonly string[];
}

/** First segments of github.com that are no person's or organisation's. */
const githubPages: ReadonlySet<string> = new Set([
  'about',
  'apps',
  'collections',
  'explore',
  'features',
  'login',
  'marketplace',
  'notifications',
  'orgs',
  'pricing',
  'search',
  'settings',
  'sponsors',
  'topics',
  'trending',
]);

const rules: readonly Rule[] = [
  {
    host: /^(?:www\.|m\.)?youtube\.com$/,
    feeds: ([kind, name], page) => {
      const list = page.searchParams.get('list');
      if (kind === 'playlist' && list) return [`/feeds/videos.xml?playlist_id=${encodeURIComponent(list)}`];
      if (kind === 'channel' && name) return [`/feeds/videos.xml?channel_id=${name}`];
      return kind === 'user' && name ? [`/feeds/videos.xml?user=${name}`] : [];
    },
  },
  {
    host: /^(?:www\.)?github\.com$/,
    feeds: ([owner, repository]) => {
      if (!owner || githubPages.has(owner)) return [];
      return repository ? ['releases.atom', 'commits.atom'].map((feed) => `/${owner}/${repository}/${feed}`) : [`/${owner}.atom`];
    },
  },
  {
    host: /^(?:(?:www|old|new)\.)?reddit\.com$/,
    feeds: ([kind, name]) => (name && (kind === 'r' || kind === 'user' || kind === 'u') ? [`/${kind}/${name}/.rss`] : ['/.rss']),
  },
  { host: /\.substack\.com$/, feeds: () => ['/feed'] },
  { host: /^(?:www\.)?medium\.com$/, feeds: ([name]) => (name ? [`/feed/${name}`] : []) },
  { host: /\.medium\.com$/, feeds: () => ['/feed'] },
  { host: /^dev\.to$/, feeds: ([name]) => [name ? `/feed/${name}` : '/feed'] },
  { host: /^bsky\.app$/, feeds: ([kind, name]) => (kind === 'profile' && name ? [`/profile/${name}/rss`] : []) },
  { host: /^pypi\.org$/, feeds: ([kind, name]) => (kind === 'project' && name ? [`/rss/project/${name}/releases.xml`] : []) },
  {
    host: /^arxiv\.org$/,
    feeds: ([kind, name]) => (kind === 'list' && name ? [`https://rss.arxiv.org/rss/${name}`] : []),
  },
  { host: /\.blogspot\.com$/, feeds: () => ['/feeds/posts/default'] },
  { host: /\.tumblr\.com$/, feeds: () => ['/rss'] },
  { host: /\.wordpress\.com$/, feeds: () => ['/feed/'] },
  // Any host may be a Mastodon server: its people's pages are `/@name`, and so are those of servers that work alike.
  {
    host: /^(?!(?:www\.|m\.)?(?:youtube|medium|tiktok|threads)\.(?:com|net)$)./,
    feeds: ([name, ...rest]) => (name?.startsWith('@') && rest.length === 0 ? [`/${name}.rss`] : []),
  },
];

/** Feeds that follow from the form of the address alone. */
export function knownFeeds(address: string): readonly string[] {
  const page = new URL(address);
  const path = page.pathname.split('/', 8).filter((segment) => segment !== '');
  const found = rules.filter(({ host }) => host.test(page.hostname)).flatMap(({ feeds }) => feeds(path, page));
  return [...new Set(found.filter((feed) => URL.canParse(feed, page.href)).map((feed) => new URL(feed, page.href).href))];
}

/** What the programs that make sites call their feeds, the most frequent first. */
const usualNames = ['feed', 'rss.xml', 'feed.xml', 'atom.xml', 'index.xml', 'rss', 'feed.json'];

/** Where the feed of a site might be: below the address itself, then at the root of its host. At most a dozen. */
export function usualPaths(address: string): readonly string[] {
  const page = new URL(address);
  const folder = page.pathname.endsWith('/') ? page.pathname : `${page.pathname}/`;
  // A page deep in a site has no feed of its own; a part of a site, such as /blog, may.
  const isShallow = folder.split('/').length <= 4 && !/\.\w{1,5}\/$/.test(folder);
  const own = folder !== '/' && isShallow ? usualNames.slice(0, 5).map((name) => `${folder}${name}`) : [];
  const ofHost = usualNames.map((name) => `/${name}`);
  return [...new Set([...own, ...ofHost])].map((path) => new URL(path, page.origin).href);
}
