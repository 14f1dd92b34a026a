import ts from 'typescript';
import type { Source } from './sources.mts';

/** A source as the compiler reads it, so that comments and texts are not taken for code. */
export function parsed({ path, text }: Pick<Source, 'path' | 'text'>): ts.SourceFile {
	return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
}

/** A node and everything inside of it. */
export function* walked(node: ts.Node): Generator<ts.Node> {
	yield node;
	for (const child of node.getChildren()) yield* walked(child);
}
