/** The numbers of a picture as a table, for those who read instead of look. */
export function Numbers({ caption, columns, rows }: NumbersProps) {
  return (
    <details class="numbers">
      <summary>Numbers</summary>
      <table>
        <caption class="hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((name) => (
              <th scope="col" key={name}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...cells]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {cells.map((text, index) => (
                <td key={index}>{text}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

interface NumbersProps {
  readonly caption: string;
  /** The first names the rows. */
  readonly columns: readonly string[];
  /** Each begins with its name. */
  readonly rows: readonly (readonly string[])[];
}
