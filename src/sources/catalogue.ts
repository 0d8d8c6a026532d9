// Feeds about tools and models for people who build with them: the catalogue of *Choose Sources…*. Facts only, checked
// when they were written down; nothing is requested here.

import type { CatalogueEntry } from '../protocol/sources.js';

/** A line of the table; `+` stands before what *Add Suggested Sources* adds. */
type Line = readonly [title: string, feed: string, note?: string];

const lines: Readonly<Record<string, readonly Line[]>> = {
  'Editors and coding agents': [
    ['Claude Code changelog', 'https://code.claude.com/docs/en/changelog/rss.xml', 'Every version'],
    ['Claude Code releases', 'https://github.com/anthropics/claude-code/releases.atom', 'Every version, as tagged on GitHub'],
    ['+ Claude Code what’s new', 'https://code.claude.com/docs/en/whats-new/rss.xml', 'The week’s changes explained'],
    ['+ Codex changelog', 'https://developers.openai.com/codex/changelog/rss.xml', 'Command line, editor extension and cloud'],
    ['Codex releases', 'https://github.com/openai/codex/releases.atom', 'Every version, previews among them'],
    ['+ Cursor changelog', 'https://cursor.com/changelog/rss.xml'],
    ['+ GitHub Changelog', 'https://github.blog/changelog/feed/', 'All of GitHub: several entries a day'],
    ['+ GitHub Copilot blog', 'https://github.blog/ai-and-ml/github-copilot/feed/'],
    ['Visual Studio Code', 'https://code.visualstudio.com/feed.xml', 'Release notes and blog'],
    [
      'Windsurf changelog',
      'https://raw.githubusercontent.com/Olshansk/rss-feeds/main/feeds/feed_windsurf_changelog.xml',
      'Taken from its pages by somebody else',
    ],
    ['+ Zed blog', 'https://zed.dev/blog.rss'],
  ],
  Labs: [
    [
      'Anthropic news',
      'https://raw.githubusercontent.com/Olshansk/rss-feeds/main/feeds/feed_anthropic_news.xml',
      'Taken from its pages by somebody else',
    ],
    ['+ Google AI blog', 'https://blog.google/technology/ai/rss/', 'Products more than research'],
    ['+ Google DeepMind', 'https://deepmind.google/blog/rss.xml'],
    ['Google Research', 'https://research.google/blog/rss/'],
    ['Mistral', 'https://mistral.ai/rss.xml'],
    ['+ OpenAI News', 'https://openai.com/news/rss.xml'],
  ],
  'Models and frameworks': [
    ['+ Hugging Face blog', 'https://huggingface.co/blog/feed.xml'],
    ['Hugging Face forums', 'https://discuss.huggingface.co/latest.rss', 'The newest topics: very many'],
    ['LangChain releases', 'https://github.com/langchain-ai/langchain/releases.atom', 'Of each of its packages'],
    ['llama.cpp releases', 'https://github.com/ggml-org/llama.cpp/releases.atom', 'Every build: several a day'],
    [
      'Model Context Protocol',
      'https://github.com/modelcontextprotocol/modelcontextprotocol/releases.atom',
      'Versions of the specification',
    ],
    ['Ollama blog', 'https://ollama.com/blog/rss.xml'],
    ['Ollama releases', 'https://github.com/ollama/ollama/releases.atom'],
    ['PyTorch blog', 'https://pytorch.org/blog/feed.xml'],
    ['Transformers releases', 'https://github.com/huggingface/transformers/releases.atom'],
    ['vLLM blog', 'https://blog.vllm.ai/feed.xml'],
    ['vLLM releases', 'https://github.com/vllm-project/vllm/releases.atom'],
  ],
  'Newsletters and analysis': [
    ['Ahead of AI', 'https://magazine.sebastianraschka.com/feed', 'How models are built, by Sebastian Raschka'],
    ['AINews', 'https://news.smol.ai/rss.xml', 'A daily digest of the whole field'],
    ['+ Import AI', 'https://importai.substack.com/feed', 'Research and policy each week, by Jack Clark'],
    ['+ Interconnects', 'https://www.interconnects.ai/feed', 'Open models and training, by Nathan Lambert'],
    ['+ Latent Space', 'https://www.latent.space/feed', 'For AI engineers; AINews is in it'],
    ['Lil’Log', 'https://lilianweng.github.io/index.xml', 'Long surveys, by Lilian Weng'],
    ['+ Simon Willison', 'https://simonwillison.net/atom/everything/', 'Tools tried out, several entries a day'],
    [
      'The Batch',
      'https://raw.githubusercontent.com/Olshansk/rss-feeds/main/feeds/feed_the_batch.xml',
      'Taken from its pages by somebody else',
    ],
    ['TLDR AI', 'https://tldr.tech/api/rss/ai', 'Short news each working day'],
  ],
  'Community and papers': [
    ['arXiv: artificial intelligence', 'https://rss.arxiv.org/rss/cs.AI', 'New papers: hundreds a day'],
    ['arXiv: computation and language', 'https://rss.arxiv.org/rss/cs.CL', 'New papers: many a day'],
    ['arXiv: machine learning', 'https://rss.arxiv.org/rss/cs.LG', 'New papers: hundreds a day'],
    ['DEV: AI', 'https://dev.to/feed/tag/ai', 'What members of DEV write'],
    ['Hacker News: AI', 'https://hnrss.org/newest?q=AI+OR+LLM&points=50', 'Stories with 50 points or more'],
    ['Hacker News: popular', 'https://hnrss.org/newest.jsonfeed?points=100', 'Of any subject, with 100 points or more'],
    ['Lobsters: AI', 'https://lobste.rs/t/ai.rss'],
  ],
};

/** In the order of the categories, and by title within one. */
export const catalogue: readonly CatalogueEntry[] = Object.entries(lines).flatMap(([category, entries]) =>
  entries.map(([title, feed, note]) => ({
    title: title.replace(/^\+ /, ''),
    feed,
    category,
    isSuggested: title.startsWith('+ '),
    ...(note === undefined ? {} : { note }),
  })),
);

/** The hosts that *Add Suggested Sources* leads to requests of, each once: the view names them beforehand. */
export function suggestedHosts(): readonly string[] {
  return [...new Set(catalogue.filter(({ isSuggested }) => isSuggested).map(({ feed }) => new URL(feed).host))];
}
