// Sources as host and worker speak of them: what a setting may declare, what is wrong with one, how one is doing.
// Types, and the run-time check of the setting. Which words a problem gets is the editor's part.

/** Why a text did not become an issue. */
export type ImportProblem = 'empty' | 'binary' | 'tooLarge' | 'unreadable';

/** What every source may have beside its address. */
interface SourceOptions {
  /** Shown in the tree; by default what the source calls itself. */
  readonly name?: string;
  /** Where it stands among the sources; `/` between a folder and the one in it, as in OPML. */
  readonly category?: string;
  /** Kept, but not read. Absent: it is read. */
  readonly paused?: true;
}

export interface FolderSource extends SourceOptions {
  /** As the person wrote it in the setting; also the name of the source when it has none. */
  readonly folder: string;
}

/** A source that may move: what is kept of it stays under the address that it was added with. */
interface MovingSource extends SourceOptions {
  /** http or https address that it was added with, where it has another now; without user and password. */
  readonly was?: string;
}

export interface FeedSource extends MovingSource {
  /** http or https address of an RSS, Atom, RDF or JSON feed; without user and password. */
  readonly feed: string;
}

export interface SiteSource extends MovingSource {
  /** http or https address of a web page that names a feed; without user and password. */
  readonly site: string;
}

export interface GitSource extends SourceOptions {
  /** https address of a repository; without user and password. */
  readonly git: string;
  /** Folder in the repository; absent: all of it. */
  readonly path?: string;
  readonly branch?: string;
}

/** A source as the setting `digest.sources` declares it. Exactly one of the four addresses is there. */
export type SourceDefinition = FolderSource | FeedSource | SiteSource | GitSource;

export type SourceKindName = 'feed' | 'site' | 'folder' | 'git';

/** Why a source gives nothing new. Each has its own sentence in `editor/live/problemWords.ts`. */
export type ProblemReason =
  // Folders and checked-out repositories.
  | 'missing'
  | 'notAFolder'
  | 'noPermission'
  | 'unreadable'
  // The way to the server. `host` names it.
  | 'offline'
  | 'hostNotFound'
  | 'refused'
  | 'unreachable'
  | 'connectionLost'
  | 'timeout'
  | 'tlsExpired'
  | 'tlsSelfSigned'
  | 'tlsWrongHost'
  | 'tlsFailed'
  | 'proxyFailed'
  | 'proxySignIn'
  // What the server said. `status` has the number.
  | 'signIn'
  | 'signInRefused'
  | 'forbidden'
  | 'notFound'
  | 'gone'
  | 'tooManyRequests'
  | 'serverError'
  | 'unexpectedStatus'
  | 'redirectLoop'
  | 'tooManyRedirects'
  | 'unsafeRedirect'
  | 'badAddress'
  // What came. `detail` may say more.
  | 'tooLarge'
  | 'badCompression'
  | 'empty'
  | 'webPage'
  | 'opmlList'
  | 'errorMessage'
  | 'notAFeed'
  | 'malformed'
  // A site whose feed is to be found.
  | 'noFeedFound'
  | 'severalFeeds'
  // git.
  | 'gitNotInstalled'
  | 'gitTooOld'
  | 'gitNeedsHttps'
  | 'gitNotFound'
  | 'gitBranchMissing'
  | 'gitPathMissing'
  | 'gitFailed';

/** What is wrong with a source, as data: it is stored in the library and put into words by the editor. */
export interface SourceProblem {
  readonly reason: ProblemReason;
  readonly host?: string;
  /** HTTP status. */
  readonly status?: number;
  /** Number that belongs to the sentence: bytes of a limit, seconds of a wait, how many were found. */
  readonly amount?: number;
  /** A few words of the server, of git or of the parser, plain text, at most 300 characters, without addresses' secrets. */
  readonly detail?: string;
}

/** Something worth knowing about a source that works. */
export type SourceNote = 'cutShort' | 'noArticles';

/** How one source is doing: its row in the view *Sources* and in *Source Health*. Moments are milliseconds since 1970. */
export interface SourceStatus {
  readonly sourceId: string;
  readonly kind: SourceKindName;
  /** What the setting declares; lets a row be found again in the setting. */
  readonly definition: SourceDefinition;
  readonly name: string;
  /** Absolute folder, or address without user and password. */
  readonly address: string;
  readonly issues: number;
  readonly unread: number;
  readonly activity: 'idle' | 'refreshing';
  readonly problem?: SourceProblem;
  readonly note?: SourceNote;
  readonly lastTry?: number;
  readonly lastSuccess?: number;
  /** When it is read next by itself; absent for folders (watched) and paused sources. */
  readonly nextTry?: number;
  /** Usual time between two articles, in milliseconds; absent while unknown. */
  readonly interval?: number;
  /** Where the server says it has moved for good; it is read from there already. */
  readonly movedTo?: string;
  /** Its own web page. */
  readonly homePage?: string;
  /** Files of a folder or repository that could not be read as an issue. */
  readonly failed: readonly { readonly name: string; readonly problem: ImportProblem }[];
}

/** What a pasted address turned out to be, before it is added. */
export interface SourceCandidate {
  /** What would be written into the setting, without a name unless the person gives one. */
  readonly definition: SourceDefinition;
  readonly kind: SourceKindName;
  /** What it calls itself. */
  readonly title: string;
  /** `RSS`, `Atom`, `RDF`, `JSON Feed`, `git`, … as it is called in any language. */
  readonly format: string;
  /** How many issues it gives now; absent when it was not read whole. */
  readonly issues?: number;
  /** Local day `YYYY-MM-DD` of its newest issue. */
  readonly newest?: string;
  /** A few titles, newest first. */
  readonly titles: readonly string[];
}

export type Inspection =
  | { readonly outcome: 'found'; readonly candidates: readonly SourceCandidate[] }
  /** It is a list of feeds: offer to import it. */
  | { readonly outcome: 'opml'; readonly list: OpmlReading }
  | { readonly outcome: 'failed'; readonly problem: SourceProblem };

/** A list of subscriptions as it was read. */
export interface OpmlReading {
  readonly title?: string;
  /** Each address once, in the order of the list. */
  readonly sources: readonly SourceDefinition[];
  /** Outlines that named a source already in the list. */
  readonly repeated: number;
  /** Sources whose addresses held a user or a password, which were left out; absent when there are none. */
  readonly signInsLeftOut?: number;
  /** Outlines that could not become a source, each with what it says. */
  readonly bad: readonly { readonly text: string; readonly reason: 'noAddress' | 'badAddress' }[];
  /** The document ended before its end. */
  readonly isCutShort: boolean;
}

export type OpmlOutcome =
  | { readonly outcome: 'read'; readonly list: OpmlReading }
  | { readonly outcome: 'failed'; readonly problem: SourceProblem };

/** A source of the built-in catalogue. */
export interface CatalogueEntry {
  readonly title: string;
  readonly feed: string;
  readonly category: string;
  /** Added by *Add Suggested Sources*. */
  readonly isSuggested: boolean;
  /** One line about what it is, where the title does not say it. */
  readonly note?: string;
}

/** What a refresh has done, for the one sentence after it. */
export interface RefreshSummary {
  readonly sources: number;
  readonly failed: number;
  readonly added: number;
  readonly updated: number;
  readonly isStopped: boolean;
}

/** User and password (or token) of a source that asks to sign in. Kept in VS Code's SecretStorage, never in the library. */
export interface Credentials {
  readonly user: string;
  readonly password: string;
}

/** An entry of the setting that is understood; undefined when it is none of the four kinds. Never throws. */
export function toSourceDefinition(entry: unknown): SourceDefinition | undefined {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return undefined;
  const text = (name: string): string | undefined => {
    const value: unknown = Object.hasOwn(entry, name) ? Reflect.get(entry, name) : undefined;
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
  };
  const [folder, feed, site, git] = [text('folder'), text('feed'), text('site'), text('git')];
  if ([folder, feed, site, git].filter((address) => address !== undefined).length !== 1) return undefined;
  const [name, category, path, branch] = [text('name'), text('category'), text('path'), text('branch')];
  const options: SourceOptions = {
    ...(name === undefined ? {} : { name }),
    ...(category === undefined ? {} : { category }),
    ...(Reflect.get(entry, 'paused') === true ? { paused: true } : {}),
  };
  if (folder !== undefined) return { folder, ...options };
  const was = text('was');
  const moving = was !== undefined && isAddress(was, webSchemes) ? { was, ...options } : options;
  if (feed !== undefined) return isAddress(feed, webSchemes) ? { feed, ...moving } : undefined;
  if (site !== undefined) return isAddress(site, webSchemes) ? { site, ...moving } : undefined;
  if (git === undefined || !isAddress(git, ['https:'])) return undefined;
  return { git, ...(path === undefined ? {} : { path }), ...(branch === undefined ? {} : { branch }), ...options };
}

const webSchemes = ['http:', 'https:'];

function isAddress(text: string, schemes: readonly string[]): boolean {
  return URL.canParse(text) && schemes.includes(new URL(text).protocol);
}

export function kindOf(definition: SourceDefinition): SourceKindName {
  if ('feed' in definition) return 'feed';
  if ('site' in definition) return 'site';
  if ('git' in definition) return 'git';
  definition satisfies FolderSource;
  return 'folder';
}
