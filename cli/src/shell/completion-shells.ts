/** Shells that there are completions for. */
export const shells = ['bash', 'zsh', 'fish'] as const
