// Grammars that the highlighter's usual set lacks, as coarse as a line of news needs them.

import type { createLowlight } from 'lowlight';

type Grammar = NonNullable<Parameters<typeof createLowlight>[0]>[string];

/** Instructions, their flags, names of variables, strings and comments. */
export const dockerfile: Grammar = (tools) => ({
  name: 'Dockerfile',
  case_insensitive: true,
  contains: [
    tools.COMMENT(/^\s*#/, /$/),
    {
      scope: 'keyword',
      begin: /^\s*(?:add|arg|cmd|copy|entrypoint|env|expose|from|healthcheck|label|onbuild|run|shell|stopsignal|user|volume|workdir)\b/,
    },
    { scope: 'keyword', begin: /\bas(?= [\w.-]+\s*$)/ },
    { scope: 'attr', begin: /(?<=\s)--[a-z][\w-]*/ },
    { scope: 'variable', begin: /\$(?:\{\w+|\w+)/, end: /\}?/ },
    tools.QUOTE_STRING_MODE,
    tools.APOS_STRING_MODE,
    tools.NUMBER_MODE,
  ],
});

/** Keywords, commands made of verb and noun, parameters, variables, strings and comments. */
export const powershell: Grammar = (tools) => ({
  name: 'PowerShell',
  case_insensitive: true,
  keywords: {
    keyword:
      'begin break catch class continue data do else elseif end enum exit filter finally for foreach function if in param process return switch throw trap try until using while',
  },
  contains: [
    tools.COMMENT(/<#/, /#>/),
    tools.COMMENT(/#/, /$/),
    { scope: 'variable', begin: /\$(?:\w+:)?\w+/ },
    { scope: 'literal', begin: /\$(?:true|false|null)\b/ },
    { scope: 'built_in', begin: /\b[a-z]+-[a-z]\w*/ },
    { scope: 'attr', begin: /(?<=\s)-[a-z]\w*/ },
    { scope: 'type', begin: /\[[a-z][\w.]*\]/ },
    { scope: 'string', begin: /"/, end: /"/, contains: [{ begin: /`./ }] },
    { scope: 'string', begin: /'/, end: /'/ },
    tools.NUMBER_MODE,
  ],
});
