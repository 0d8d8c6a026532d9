// Ids by which code calls models, as the names by which issues speak of them: `claude-sonnet-4-6`, `openai/gpt-5.5`, `qwen3:8b`,
// `gpt-4o-mini-2024-07-18`.

/**
 * The name that a model id stands for: without the vendor before it, the size, build or date behind it, versions with a point.
 * @example toModelName('claude-3-5-sonnet-20241022') → 'claude 3.5 sonnet'
 */
export function toModelName(id: string): string {
  return id
    .slice(id.lastIndexOf('/') + 1)
    .replace(/[:@].*$/, '')
    .replace(/-(?:20\d{6}|20\d\d-\d\d-\d\d|\d{4})$/, '')
    .replace(/-(?:latest|instruct|chat|it|hf|gguf|awq|fp8|v\d+:\d+)$/gi, '')
    .replace(/(\d)-(\d{1,2})(?=-|$)/g, '$1.$2')
    .replace(/[-_]+/g, ' ')
    .trim();
}
