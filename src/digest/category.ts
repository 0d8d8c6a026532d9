// Which category an issue is in: matching of written categories to the known spellings, and the table from tags to category.
// It does not read the text of the issue.

type KnownCategory = 'AI & Agents' | 'Frontend' | 'Architecture' | 'Coding' | 'Tools' | 'Productivity' | 'Video' | 'Podcast' | 'General';

/** Tags of each category, lower case, without separators. */
const tagsOf: readonly (readonly [KnownCategory, readonly string[]])[] = [
  [
    'AI & Agents',
    [
      'ai',
      'agents',
      'agent',
      'aiagents',
      'aiagent',
      'agenci',
      'agentic',
      'agenticai',
      'llm',
      'llms',
      'machinelearning',
      'ml',
      'deeplearning',
      'openai',
      'anthropic',
      'claude',
      'chatgpt',
      'gpt',
      'gemini',
      'inference',
      'rag',
      'mcp',
      'genai',
      'generativeai',
      'promptengineering',
      'ainews',
      'openweights',
      'openweight',
      'openmodel',
      'aicoding',
      'codingagents',
      'backgroundagents',
      'aitools',
      'vibecoding',
      'nlp',
      'sztucznainteligencja',
    ],
  ],
  [
    'Frontend',
    [
      'frontend',
      'css',
      'html',
      'react',
      'reactnative',
      'vue',
      'svelte',
      'angular',
      'nextjs',
      'remix',
      'webdev',
      'ui',
      'ux',
      'design',
      'designsystems',
      'tailwind',
      'tailwindcss',
      'browser',
      'accessibility',
      'a11y',
      'web',
      'animation',
      'uidev',
      'frontendfocus',
    ],
  ],
  [
    'Architecture',
    [
      'architecture',
      'softwarearchitecture',
      'systemdesign',
      'microservices',
      'distributedsystems',
      'ddd',
      'eventsourcing',
      'cloud',
      'infrastructure',
      'devinfra',
      'database',
      'databases',
      'scalability',
      'backend',
      'devops',
      'kubernetes',
      'patterns',
      'architektura',
    ],
  ],
  [
    'Coding',
    [
      'coding',
      'programming',
      'javascript',
      'typescript',
      'python',
      'rust',
      'go',
      'golang',
      'java',
      'nodejs',
      'node',
      'deno',
      'ruby',
      'php',
      'softwaredevelopment',
      'softwareengineering',
      'engineering',
      'algorithms',
      'testing',
      'tdd',
      'refactoring',
      'opensource',
      'code',
      'codequality',
      'programowanie',
    ],
  ],
  [
    'Tools',
    ['tools', 'tooling', 'devtools', 'developertools', 'vscode', 'cli', 'git', 'github', 'ide', 'editor', 'vite', 'terminal', 'narzędzia'],
  ],
  [
    'Productivity',
    [
      'productivity',
      'career',
      'management',
      'leadership',
      'teams',
      'workflow',
      'automation',
      'knowledgemanagement',
      'focus',
      'habits',
      'produktywność',
      'kariera',
    ],
  ],
  ['Video', ['video', 'videos', 'youtube', 'conference', 'talk', 'wideo']],
  ['Podcast', ['podcast', 'podcasts', 'interview']],
  ['General', ['general', 'misc', 'other']],
];

const byTag = new Map(tagsOf.flatMap(([category, tags]) => tags.map((tag) => [tag, category] as const)));

/** Tags that tell of the file rather than of its subject. */
const technicalTags = new Set(['en', 'pl', 'de', 'fr', 'es', 'generated', 'aigenerated', 'news', 'newsletter', 'digest']);

function toKey(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFC')
    .replace(/&amp;|\band\b/g, '&')
    .replace(/[\s&/_-]+/g, '');
}

const bySpelling = new Map(tagsOf.map(([category]) => [toKey(category), category] as const));

/** The known category that `text` spells, whatever its case. */
export function toKnownCategory(text: string): string | undefined {
  return text.length > 40 ? undefined : bySpelling.get(toKey(text));
}

/** A written category in its known spelling; an unknown one as it was written. */
export function toCategory(text: string): string | undefined {
  const written = text.replace(/\s+/g, ' ').trim();
  return written === '' ? undefined : (toKnownCategory(written) ?? written);
}

/**
 * The category that most tags point to; on a tie the one whose tag comes first. `General` when there are tags about the
 * subject but the table knows none of them; nothing when there are no such tags: a category is not invented.
 */
export function categoryFromTags(tags: readonly string[]): string | undefined {
  const votes = new Map<KnownCategory, number>();
  let telling = 0;
  for (const tag of tags) {
    const key = toKey(tag);
    if (technicalTags.has(key)) continue;
    telling++;
    const category = byTag.get(key);
    if (category) votes.set(category, (votes.get(category) ?? 0) + 1);
  }
  let best: KnownCategory | undefined;
  for (const [category, count] of votes) if (!best || count > (votes.get(best) ?? 0)) best = category;
  return best ?? (telling > 0 ? 'General' : undefined);
}
