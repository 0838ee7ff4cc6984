/** Unmet expectations of the kit, with the reasons: by name, so that other parts of the kit can use the same list. */
export const listed: Record<string, string> = {};
