export function grammarStamp(): string
export function generateLanguage(): { readonly parser: string; readonly terms: string }
