import { maskIdentity } from '../../domain/identityNumber';

const secret = new Set(['identityNumber', 'ownerIdentityNumber']);

/**
 * Case data for readers who need not know exactly who somebody is: identity numbers keep only their place of issue and
 * last four characters.
 */
export function masked<T>(value: T, field = '', above = ''): T {
  if (typeof value === 'string')
    return (
      secret.has(field) || (field === 'number' && above === 'identityDocument') ? maskIdentity(value) : value
    ) as T;
  if (Array.isArray(value)) return value.map((each) => masked(each as unknown, field, above)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, masked(inner as unknown, name, field)]),
  ) as T;
}
