export const page: string;
export function files(): string[];
export function buildMapLibre(): Promise<void>;
