/**
 * A text with its values filled in. Placeholders without a value become empty; `{{n|day|days}}` becomes "1 day" or "2
 * days".
 */
export const fill = (text: string, values: Record<string, unknown>): string =>
  text.replace(/{{(\w+)(?:\|([^|}]+)\|([^|}]+))?}}/g, (_, name: string, one?: string, many?: string) => {
    const value = String(values[name] ?? '');
    return one ? `${value} ${value === '1' ? one : many}` : value;
  });
