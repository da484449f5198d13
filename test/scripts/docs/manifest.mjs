const severities = ['error', 'warning', 'information', 'hint', 'off'];
const editorTitle = 'Hovers and Hints';
const findingsTitle = 'Findings';

/**
 * The manifest with the settings of server/service/settings.ts.
 * Categories with other titles hold what only the editor knows and stay as they are written.
 */
export function withConfiguration(text, rules, settingRows) {
  const manifest = JSON.parse(text);
  const names = Object.keys(settingRows);
  const category = (title, order, files) => ({
    title,
    order,
    properties: Object.fromEntries(
      names
        .filter((name) => settingRows[name].files === files)
        .map((name, index) => [
          `dropoutLens.${name}`,
          property(settingRows[name], rules, index + 1),
        ]),
    ),
  });
  const own = [category(findingsTitle, 1, true), category(editorTitle, 2, false)];
  const others = manifest.contributes.configuration.filter(
    ({ title }) => title !== findingsTitle && title !== editorTitle,
  );
  manifest.contributes.configuration = [...own, ...others];
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

function property(row, rules, order) {
  return {
    ...schema(row.type, rules),
    default: row.default,
    scope: row.scope,
    order,
    markdownDescription: row.description,
  };
}

function schema(type, rules) {
  switch (type) {
    case 'boolean':
      return { type };
    case 'strings':
      return { type: 'array', items: { type: 'string' } };
    case 'severities':
      return {
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(
          rules.map(({ id, summary }) => [
            id,
            { type: 'string', enum: severities, markdownDescription: summary },
          ]),
        ),
      };
    case 'options':
      return {
        type: 'object',
        additionalProperties: { type: 'object' },
        properties: Object.fromEntries(
          rules
            .filter(({ options }) => options && Object.keys(options).length > 0)
            .map(({ id, options, summary }) => [
              id,
              { type: 'object', markdownDescription: summary, properties: options },
            ]),
        ),
      };
    default:
      throw new Error(`No schema for a setting of type ${type}.`);
  }
}
