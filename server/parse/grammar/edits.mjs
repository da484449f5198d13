// Corrections of the Python grammar that @lezer/python ships: what to find, and what to put there.

/** One correction; `find` must occur exactly once in the dependency's text. */
const edit = (why, find, replace) => ({ why, find, replace });

/** Corrections of `python.grammar`. */
export const grammarEdits = [
  edit(
    'Floats may end in their point: `0.` and `1.`.',
    '("." @digit ("_" | @digit)*)? | "."',
    '("." (@digit ("_" | @digit)*)?)? | "."',
  ),
  edit(
    'A bare `yield`.',
    '(kw<"from"> test | commaSep<test | "*" expression>) }',
    '(kw<"from"> test | commaSep<test | "*" expression>)? }',
  ),
  edit(
    'Any target after `as` in `with`.',
    'commaSep<test (kw<"as"> VariableName)?> Body }',
    'commaSep<test (kw<"as"> expression)?> Body }',
  ),
  edit(
    'Parenthesised with-items: one alone.',
    'ParenthesizedExpression { "(" (testNamed | "*" expression | YieldExpression) ")" }',
    'AsItem { test kw<"as"> expression } parenItem { testNamed | "*" expression | AsItem }\n' +
      'ParenthesizedExpression { "(" (parenItem | YieldExpression) ")" }',
  ),
  edit(
    'Parenthesised with-items: several.',
    '"(" ((testNamed | "*" expression) (("," (testNamed | "*" expression))+ ","? | ","))? ")"',
    '"(" (parenItem (("," parenItem)+ ","? | ","))? ")"',
  ),
  edit(
    'Any expression as a decorator (PEP 614).',
    'Decorator { At dottedName ArgList? newline }',
    'Decorator { At testNamed newline }',
  ),
  edit(
    'Positional-only parameters of a lambda.',
    '"*" VariableName? | "**" VariableName }\n\nlambdaParams',
    '"*" VariableName? | "**" VariableName | "/" }\n\nlambdaParams',
  ),
  edit(
    'A trailing comma behind the parameters of a lambda.',
    '{ (lambdaParam ("," lambdaParam)*)? }',
    '{ commaSep<lambdaParam>? }',
  ),
  edit(
    'Starred items to loop over, and in targets.',
    'kw<"in"> commaSep<test> Body elseClause? }',
    'kw<"in"> commaSep<test | "*" expression> Body elseClause? }',
  ),
  edit(
    'Starred targets of a comprehension.',
    'kw<"for"> commaSep<expression> kw<"in"> testInner',
    'kw<"for"> commaSep<"*"? expression> kw<"in"> testInner',
  ),
  edit(
    'Starred items in a subscript (PEP 646).',
    '"[" commaSep<testNamed | testNamed?',
    '"[" commaSep<testNamed | "*" expression | testNamed?',
  ),
  edit(
    'Starred annotations (PEP 646).',
    'TypeDef { ":" test }',
    'TypeDef { ":" ("*" expression | test) }',
  ),
  edit(
    'Defaults of variadic type parameters (PEP 696).',
    '("*" | "**") VariableName |\n  VariableName TypeDef?\n',
    '("*" | "**") VariableName typeDefault? |\n  VariableName TypeDef? typeDefault?\n',
  ),
  edit(
    'Defaults of type parameters (PEP 696).',
    'MatchStatement {\n',
    'typeDefault { AssignOp{"="} (test | "*" expression) }\n\nMatchStatement {\n',
  ),
  edit(
    'Any expressions as the subject of `match`.',
    '"*"? expression MatchBody',
    'commaSep<"*" expression | testNamed> MatchBody',
  ),
  edit('A walrus in a guard.', 'Guard { kw<"if"> test }', 'Guard { kw<"if"> testNamed }'),
  edit(
    'Several exceptions without parentheses (PEP 758).',
    '(test ((kw<"as"> | ",") VariableName)?)? Body)*',
    '(commaSep<test> (kw<"as"> VariableName)?)? Body)*',
  ),
  edit(
    'Starred values of an augmented assignment.',
    'UpdateOp (YieldExpression | commaSep<test>) }',
    'UpdateOp (YieldExpression | commaSep<test | "*" expression>) }',
  ),
  edit(
    'A walrus in a set.',
    '"{" commaSep<test | "*" expression> "}"',
    '"{" commaSep<testNamed | "*" expression> "}"',
  ),
  edit(
    'A walrus in a set comprehension.',
    '"{" (test | "*" expression) compFor',
    '"{" (testNamed | "*" expression) compFor',
  ),
  edit('Template strings (PEP 750).', 'stringPrefixF { $[fF] }', 'stringPrefixF { $[fFtT] }'),
  edit(
    'Raw template strings (PEP 750).',
    'stringPrefixFR { $[rR] $[fF] | $[fF] $[rR] }',
    'stringPrefixFR { $[rR] $[fFtT] | $[fFtT] $[rR] }',
  ),
  edit('`await` binds tighter than any operator.', '  trail,\n', '  trail,\n  await,\n'),
  edit(
    '`await` ends before the next operator.',
    '{ kw<"await"> expression }',
    '{ !await kw<"await"> expression }',
  ),
  edit('`not` binds tighter than `and`.', '  as @left,\n', '  as @left,\n  not,\n'),
  edit(
    '`not` ends before the next `and` or `or`.',
    '"UnaryExpression"] { kw<"not"> testInner }',
    '"UnaryExpression"] { !not kw<"not"> testInner }',
  ),
  edit(
    'A class pattern without arguments.',
    'PatternArgList { "(" commaSep<pattern | KeywordPattern { VariableName "=" pattern }> ")" }',
    'PatternArgList { "(" commaSep<pattern | KeywordPattern { VariableName "=" pattern }>? ")" }',
  ),
  edit(
    'Empty sequence patterns.',
    'SequencePattern { "[" commaSep<pattern> "]" | "(" commaSep<pattern> ")" }',
    'SequencePattern { "[" commaSep<pattern>? "]" | "(" commaSep<pattern>? ")" }',
  ),
  edit(
    'Empty mapping patterns, and attributes as their keys.',
    '{ "{" commaSep<"**" pattern | (VariableName | LiteralPattern) ":" pattern> "}" }',
    '{ "{" commaSep<"**" pattern | (VariableName | LiteralPattern | AttributePattern) ":" pattern>? "}" }',
  ),
  edit(
    'Strings in a row, and f-strings, in a pattern.',
    '  String |\n  kw<"None"> |\n  @specialize[@name=Boolean]<identifier, "True" | "False">\n}\n\nPatternArgList',
    '  String | FormatString | ContinuedString |\n  kw<"None"> |\n  @specialize[@name=Boolean]<identifier, "True" | "False">\n}\n\nPatternArgList',
  ),
  edit(
    'Strings in a row, as a rule of its own.',
    'ContinuedString { (String | FormatString) (String | FormatString)+ } |',
    'ContinuedString |',
  ),
  edit(
    'Strings in a row, as a rule of its own.',
    'subscript[@export] {',
    'ContinuedString { (String | FormatString) (String | FormatString)+ }\n\nsubscript[@export] {',
  ),
  edit(
    'A format that starts with `=`, which reads as a walrus.',
    'FormatSpec { ":" (formatStringSpecChars',
    'FormatSpec { (":" | ":=") (formatStringSpecChars',
  ),
  edit(
    'A block without its colon or its statements: half-typed, and no reason to look for it further down.',
    'Body { ":" (simpleStatement | newline indent statement+ (dedent | eof)) }',
    'block { newline indent statement+ (dedent | eof) }\nBody { ":" (simpleStatement | block | newline | eof) | block | newline | eof }',
  ),
  edit(
    'Highlighting is not needed.',
    '@external propSource pythonHighlighting from "./highlight"\n',
    '',
  ),
];

/** Corrections of `tokens.js`. */
export const tokenEdits = [
  edit(
    'The terms lie beside the generated parser.',
    './parser.terms.js',
    './python-parser.terms.js',
  ),
  edit(
    'Only what starts an operand makes a `print` statement of Python 2; `print = f` and `print[0]` are Python 3.',
    'if (next != parenOpen && next != dot && next != newline && next != carriageReturn && next != hash)',
    `if (/[\\w"']/.test(String.fromCharCode(next)))`,
  ),
  edit(
    'In a raw f-string a backslash does not escape a brace.',
    'backslash && !escapes && input.peek(1) > -1) {',
    'backslash && !escapes && format && input.peek(1) == braceOpen) {\n      input.advance()\n    } else if (input.next == backslash && !escapes && input.peek(1) > -1) {',
  ),
  edit(
    'A line that starts a statement ends an open bracket.',
    'if (isLineBreak(input.next)) input.acceptToken(newlineBracketed, 1)',
    'if (isLineBreak(input.next)) input.acceptToken(endsOpenBracket(input) ? newlineToken : newlineBracketed, 1)',
  ),
  edit(
    'The module that knows where an open bracket ends.',
    'import {ExternalTokenizer, ContextTracker} from "@lezer/lr"',
    'import {ExternalTokenizer, ContextTracker} from "@lezer/lr"\nimport {endsOpenBracket} from "../grammar/brackets"',
  ),
  edit(
    'An empty line behind a continued line ends the statement.',
    '  } else if (((prev = input.peek(-1))',
    '  } else if (isLineBreak(input.next) && isLineBreak(input.peek(-1)) && input.peek(-2) == backslash && stack.canShift(newlineToken)) {\n    input.acceptToken(newlineToken, 1)\n  } else if (((prev = input.peek(-1))',
  ),
  edit(
    'A form feed may stand on a blank line.',
    'while (input.next == space || input.next == tab) { input.advance(); spaces++ }',
    'while (input.next == space || input.next == tab || input.next == 12) { input.advance(); spaces++ }',
  ),
  edit(
    'A form feed starts the count of the indentation again.',
    'else if (input.next == tab) depth += 8 - (depth % 8)\n      else break',
    'else if (input.next == tab) depth += 8 - (depth % 8)\n      else if (input.next == 12) depth = 0\n      else break',
  ),
  edit(
    'A form feed starts the count of the indentation again, also behind an indent token.',
    'depth += space.charCodeAt(i) == tab ? 8 - (depth % 8) : 1',
    'depth = space.charCodeAt(i) == 12 ? 0 : depth + (space.charCodeAt(i) == tab ? 8 - (depth % 8) : 1)',
  ),
];
