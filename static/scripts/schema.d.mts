export const written: URL;
export function schema(): Promise<string>;
