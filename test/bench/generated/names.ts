// Names of systems, people and figures in generated issues: near to those of the bundled issue on purpose (another number,
// another ending, a part of the name). What would name the same is told by `namesTaken`.

import { seedNames } from '../../fixtures/seedNames.js';
import { between, pick, type Random } from '../random.js';

const systems =
  'GLM-4|GLM-4.6|GLM-5.1|GLM-45|Ling-2.5|Ling-2.6|Ling-2.5-flash|Ling-2.6-mini|Ling 3 flash|Terminal Bench|Terminal-Bench 1|Terminal-Bench 3|Terminal-Bench|SWE-bench|SWE-bench Lite|SWE-bench Multimodal|verified SWE tasks|DeepSeek V3|DeepSeek V3.1|DeepSeek V4|DeepSeek R2|EAGLE|EAGLE2|EAGLE4|Eagle 3.5|Mistral Medium 3|Mistral Medium 3.1|Mistral Large 3.5|Mistral Small 3.5|Granite 4|Granite 4.0|Granite 4.2|IBM Granite 3.3|Qwen 3|Qwen3|Qwen 3.6 Plus|Qwen3.6 9B|Qwen3.5-Max|MiMo-V2|MiMo-V2.5|MiMo-V3 Pro|Sonnet 4|Sonnet 4.5|Sonnet 5|Opus 4.6|Flash Attention 3|FlashInfer|Flash-LA|Linear Attention|LayerNorm|Layer Split|split layers|LayerSkip|AppWorlds|App World|WorldApp|Arena of Code|Text Arena|LangGraph|LangServe|Lang Smith|DeepAgent|Deep Research|Agents SDK|Cursor CLI|Cursor Rules|Codex Cloud|Codex SDK|Codex IDE|Claude Desktop|code by Claude|Copilot Chat|Copilot Workspace|HGX B200|HGX H100|DGX B300|NVFP8|MXFP4|FP4|CudaMemcpy|cudaMallocAsync|cudaFree|KV store|HiCached|TileIR|Tile Lang|Triton|Intelligence Index|Artificial Intelligence Index|Apache 2.1|Response API|Responses SDK|Incompressible Fluids|Knowledge Probes|Knowledge Graphs|Compressible Probes|Agentic Harness|Harness Engineering Weekly|Harness Profile|Agentic Engineering|HALOS|Halogen|Pareto front|CPU scarcity'.split(
    '|',
  );

const people =
  'John Karmack|John Brown|Lip Tan|Bu Tan Lee|Noam Braun|Noah Brown|Sam Oltman|Sam Alten|Jensen Hwang|Jenson Huang|Lee Carmack|Ida Marlowe|Tomasz Wrona|Greta Lindqvist|Pia Oberholzer|Ravi Menon|Yuki Arai'.split(
    '|',
  );

const modules = 'torch numpy jax linalg solve scipy cuda vllm triton sglang langchain openai qwen tiles loom'.split(' ');
const members = 'solve solve_triangular lstsq inv linalg norm fuse_kernels load_weights prefill split_layers cache_size num_tokens'.split(
  ' ',
);
const packages = '@loom/agents @loom/core @weave/mcp @scope/pkg-core @tiles/runtime @open/harness'.split(' ');
const languages = ['C++', 'C#', 'F#', 'C', 'Rust', 'Zig', 'Go', 'TypeScript', '.NET', 'Node.js'];

/** A model, benchmark, library or paper. */
export function nameSystem(random: Random): string {
  return pick(random, systems);
}

export function namePerson(random: Random): string {
  return pick(random, people);
}

/** What stands in code: a member of a module, a package, a language, a command. */
export function nameCode(random: Random): string {
  const chance = random();
  if (chance < 0.45) return `${pick(random, modules)}.${pick(random, modules)}.${pick(random, members)}`;
  if (chance < 0.6) return `${pick(random, members)}_${between(random, 1, 9_999)}`;
  if (chance < 0.75) return pick(random, packages);
  if (chance < 0.9) return pick(random, languages);
  return `--${pick(random, members)}=${between(random, 1, 512)}`;
}

/** Nearly figures of the bundled issue. */
const nearFigures =
  '69.6%|69.8%|70.7%|77.1%|76.9%|71.8%|79.1%|73.6|73.8|89.4|98.5|0.916|0.918|0.97|61.1|61.3|131%|133%|256x256|512x256|10,001x|1,401 questions|187 models|28 vendors|1.5T|2.4x|441MB|127B|129B'.split(
    '|',
  );

const units = ['%', '%', '%', 'x', 'GB', 'B', ' tokens per second', 'K', 'MB', ' ms', ' models', ' questions', ' vendors', 's'];

/** A number with its unit. */
export function nameFigure(random: Random): string {
  return random() < 0.1 ? pick(random, nearFigures) : nameNumber(random) + pick(random, units);
}

function nameNumber(random: Random): string {
  const chance = random();
  if (chance < 0.5) return (random() * 100).toFixed(1);
  if (chance < 0.6) return `0.${between(random, 100, 999)}`;
  if (chance < 0.85) return String(between(random, 2, 999));
  return between(random, 1_000, 99_999).toLocaleString('en');
}

/** The names of the bundled issue, cut into words, by their first one. */
const takenNames: ReadonlyMap<string, readonly (readonly string[])[]> = Map.groupBy(
  seedNames.map(({ name }) => wordsOf(name)),
  ([first = '']) => first,
);

/** Whether a text names something that the bundled issue names. `GLM-5.1` is not `GLM-5`. */
export function namesTaken(text: string): boolean {
  const words = wordsOf(text);
  return words.some((word, index) =>
    takenNames
      .get(word)
      ?.some(
        (name) =>
          name.every((part, offset) => words[index + offset] === part) && words[index + name.length] !== '.' && words[index - 1] !== '.',
      ),
  );
}

/** Words and numbers in small letters; the point of a number or a version is one of them. */
function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+|\.(?=\p{N})/gu) ?? [];
}
