import type { Lens } from '../lens';
import { readBlocks, type Block } from '../markdown/blocks';
import { plainText, type Inline } from '../markdown/inline';

/** The text of a page; nothing in it becomes markup that is not one of the elements below. */
export function Markdown({ lens, text }: { readonly lens: Lens; readonly text: string }) {
  return (
    <>
      {readBlocks(text).map((block, index) => (
        <BlockView key={index} lens={lens} block={block} />
      ))}
    </>
  );
}

/** Running text with its marks; code that is the name of a page leads there. */
export function InlineText({ lens, content }: InlineTextProps) {
  return (
    <>
      {content.map((piece, index) => (
        <Piece key={index} lens={lens} piece={piece} />
      ))}
    </>
  );
}

interface InlineTextProps {
  readonly lens: Lens;
  readonly content: readonly Inline[];
}

/** A link to a page of the explainer. */
export function PageLink({ lens, id, children }: PageLinkProps) {
  return (
    <a
      href={`#${id}`}
      onClick={(event) => {
        event.preventDefault();
        lens.open(id);
      }}
    >
      {children}
    </a>
  );
}

interface PageLinkProps {
  readonly lens: Lens;
  readonly id: string;
  readonly children: preact.ComponentChildren;
}

function BlockView({ lens, block }: { readonly lens: Lens; readonly block: Block }) {
  switch (block.kind) {
    case 'heading':
      return <Heading lens={lens} level={block.level} content={block.content} />;
    case 'paragraph':
      return (
        <p>
          <InlineText lens={lens} content={block.content} />
        </p>
      );
    case 'list':
      return (
        <ul>
          {block.items.map((item, index) => (
            <li key={index}>
              <InlineText lens={lens} content={item} />
            </li>
          ))}
        </ul>
      );
    case 'table':
      return <TableView lens={lens} block={block} />;
    case 'code':
      return <CodeView block={block} />;
  }
}

function Heading({ lens, level, content }: InlineTextProps & { readonly level: number }) {
  const inside = <InlineText lens={lens} content={content} />;
  if (level === 1) return <h1>{plainText(content)}</h1>;
  return level === 2 ? <h2>{inside}</h2> : <h3>{inside}</h3>;
}

function TableView({ lens, block }: TableViewProps) {
  return (
    <div class="wide-content" tabIndex={0} role="group" aria-label="Table">
      <table class="prose">
        <thead>
          <tr>
            {block.head.map((cell, index) =>
              cell.length === 0 ? (
                <td key={index} />
              ) : (
                <th scope="col" key={index}>
                  <InlineText lens={lens} content={cell} />
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {block.rows.map(([name = [], ...cells], index) => (
            <tr key={index}>
              <th scope="row">
                <InlineText lens={lens} content={name} />
              </th>
              {cells.map((cell, column) => (
                <td key={column}>
                  <InlineText lens={lens} content={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface TableViewProps {
  readonly lens: Lens;
  readonly block: Extract<Block, { kind: 'table' }>;
}

/** What the words behind the language of a fence say about the example. */
const notes: readonly (readonly [RegExp, string])[] = [
  [/\bfixed\b/, 'After the fix'],
  [/\bsilent\b/, 'Nothing to report here'],
];

function CodeView({ block: { info, text } }: { readonly block: Extract<Block, { kind: 'code' }> }) {
  const note = notes.find(([word]) => word.test(info))?.[1];
  return (
    <figure class="example">
      {note && <figcaption>{note}</figcaption>}
      <pre tabIndex={0}>
        <code>{text}</code>
      </pre>
    </figure>
  );
}

function Piece({ lens, piece }: { readonly lens: Lens; readonly piece: Inline }) {
  const { kind, text } = piece;
  if (kind === 'strong') return <strong>{text}</strong>;
  if (kind === 'emphasis') return <em>{text}</em>;
  if (kind === 'text') return <>{text}</>;
  if (kind === 'link') return <Target lens={lens} text={text} target={piece.target} />;
  const page = lens.page(text);
  if (!page || page.id === lens.current) return <code>{text}</code>;
  return (
    <PageLink lens={lens} id={page.id}>
      {page.kind === 'rule' ? <code>{text}</code> : page.title}
    </PageLink>
  );
}

// Nothing is fetched: addresses of the web are opened by the editor, in the browser.
function Target({ lens, text, target }: TargetProps) {
  const page = lens.page(target.replace(/^.*[/#:]/, '').replace(/\.md$/, ''));
  if (page) {
    return (
      <PageLink lens={lens} id={page.id}>
        {text}
      </PageLink>
    );
  }
  return /^https:\/\//.test(target) ? <a href={target}>{text}</a> : <>{text}</>;
}

interface TargetProps {
  readonly lens: Lens;
  readonly text: string;
  readonly target: string;
}
