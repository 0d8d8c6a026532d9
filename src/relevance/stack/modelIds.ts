// Ids of models in code and configuration: `"gpt-5.5"`, `model: gpt-4o-mini`, `--model meta-llama/Llama-3.3-70B-Instruct`. An id is
// a whole value: a quoted text, what stands behind a key, or behind the option that asks for a model; never a part of a sentence,
// a path or an address. Which beginnings are a model's, the catalogue knows.

import { packageUse } from './packageUse.js';
import type { PackageUse } from './stackModel.js';
import { Lines, withoutMark } from './structured/lines.js';

/** Languages in which a value needs no quotation marks. */
const bareLanguages = new Set(
  'yaml dockercompose dockerfile dotenv env properties ini toml shellscript bat powershell makefile helm github-actions-workflow'.split(
    ' ',
  ),
);

/** What may be an id at all, in quotation marks of the same kind; in a notebook they have a `\\` in front. */
const quoted = /(?<mark>["'`])(?<id>[a-z@][\w.:@/-]{2,119})\\?\k<mark>/dgi;
/** Behind `:` or `=`, or as an item of a list, with nothing behind it but a comment. */
const bare =
  /^[ \t]*(?:export[ \t]+|ENV[ \t]+|ARG[ \t]+)?(?:- )?(?:[\w.-]{1,60}(?::[ \t]+|[ \t]?=[ \t]?))?(?<id>[a-z@][\w.:@/-]{2,119})[ \t]*(?:#.*)?$/dgim;
/** `--model id`, `--embedding-model=id` */
const option = /(?<![\w-])--?[a-z-]{0,30}model(?:-name|-id|-path)?[ \t=]+(?<id>[a-z@][\w.:@/-]{2,119})(?=[\s;)\]'"`]|$)/dgim;

export class ModelIds {
  /** Of each first three letters, the beginnings that have them. */
  readonly #beginnings = new Map<string, string[]>();

  constructor(beginnings: readonly string[]) {
    for (const beginning of beginnings) {
      const plain = beginning.toLowerCase();
      const known = this.#beginnings.get(plain.slice(0, 3));
      if (known) known.push(plain);
      else this.#beginnings.set(plain.slice(0, 3), [plain]);
    }
  }

  /** The ids that a text in this language (as VS Code names it) has, in order. */
  in(file: string, languageId: string): readonly PackageUse[] {
    const text = withoutMark(file);
    const lines = new Lines(text);
    const found = new Map<number, PackageUse>();
    for (const pattern of bareLanguages.has(languageId) ? [quoted, option, bare] : [quoted, option]) {
      for (const { groups, indices } of text.matchAll(pattern)) {
        const id = groups?.['id'] ?? '';
        const [start, end] = indices?.groups?.['id'] ?? [0, 0];
        if (found.has(start) || !this.#isId(id)) continue;
        found.set(start, packageUse({ ecosystem: 'model', name: id, use: 'mentioned', span: lines.spanOf(start, end) }));
      }
    }
    return [...found].toSorted(([a], [b]) => a - b).map(([, use]) => use);
  }

  /** Whether it is one, by itself or behind the names of those who offer it: `openrouter/anthropic/claude-opus-4`, `openai:gpt-4o`. */
  #isId(written: string): boolean {
    const id = written.toLowerCase();
    if (id.includes('//') || id.includes('..') || /[/.:@-]$/.test(id) || isFile(id)) return false;
    for (let rest: string | undefined = id; rest !== undefined; rest = withoutOfferer(rest)) {
      if (this.#isKnown(rest)) return true;
    }
    return false;
  }

  #isKnown(id: string): boolean {
    const beginnings = this.#beginnings.get(id.slice(0, 3)) ?? [];
    return beginnings.some((beginning) => id.startsWith(beginning) && goesOnAsModel(id, beginning));
  }
}

/** Those through whom the models of others are called, as libraries and gateways write them in front of an id. */
const offerers = new Set(
  (
    'accounts ai21 anthropic azure azure_ai bedrock cerebras cohere converse databricks deepinfra deepseek fireworks fireworks_ai ' +
    'gemini google google-gla google-vertex groq hf hosted_vllm huggingface litellm_proxy lm_studio meta mistral mistralai models ' +
    'moonshot novita nvidia nvidia_nim ollama ollama_chat openai openrouter perplexity replicate sambanova together together_ai ' +
    'togethercomputer vercel vertex_ai vllm volcengine watsonx xai x-ai zai @cf @hf us eu apac global us-gov'
  ).split(' '),
);

function withoutOfferer(id: string): string | undefined {
  const mark = /[/:.]/.exec(id);
  if (!mark || !offerers.has(id.slice(0, mark.index))) return undefined;
  return id.slice(mark.index + 1);
}

const fileEnding =
  /\.(?:[cm]?[jt]sx?|py|pyi|ipynb|go|rs|java|kt|c|cc|cpp|h|cs|rb|php|sh|md|mdx|rst|txt|json|jsonl|ya?ml|toml|lock|log|csv|html?|css|s[ac]ss|svg|png|jpe?g|webp|gif|pdf|zip|gz|tar|gguf|safetensors|onnx|bin|pth?|ckpt|com|ai|io|org|dev|net)$/;

function isFile(id: string): boolean {
  return fileEnding.test(id);
}

/** What ids without a number have in them. */
const kinds = new Set(
  (
    'air audio base beta chat codex coder core edge embed exp fast flash haiku image instruct it large latest lite live max medium ' +
    'mini nano opus oss plus preview pro realtime reasoner reasoning search small sonnet thinking tiny turbo ultra video vision vl'
  ).split(' '),
);

/** What tools are called that work with a model: `gpt-3-encoder`. */
const tools = new Set(
  'action agent agents api app bot cli client demo encoder example examples index plugin proxy sdk server test tests tokenizer utils wrapper'.split(
    ' ',
  ),
);

/** A beginning is not enough: what follows has a number in it, or says which of the family it is. */
function goesOnAsModel(id: string, beginning: string): boolean {
  const rest = id.slice(beginning.length);
  const isOpen = /[-_./]$/.test(beginning);
  if (!isOpen && /^[a-z]/.test(rest)) return false;
  const words = rest.split(/[-_.:/]/);
  if (words.some((word) => tools.has(word))) return false;
  return !isOpen || /\d/.test(rest) || words.some((word) => kinds.has(word));
}
