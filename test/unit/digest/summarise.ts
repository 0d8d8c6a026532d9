// What a golden file holds of an issue: every field but the bodies, which the wholeness check covers word by word.
import type { Issue } from '../../../src/digest/model.js';

export function summarise(issue: Issue): object {
  const { intro, sections, ...rest } = issue;
  return {
    ...rest,
    ...(intro ? { intro: intro.text } : {}),
    sections: sections.map(({ body, ...section }) => ({ ...section, bodyStarts: body.text.slice(0, 40), bodyEnds: body.text.slice(-40) })),
  };
}
