import ts from 'typescript';
import type { Source } from './sources.mts';

const known = new Map<string, ts.Node[]>();

/** A source as the compiler reads it, node by node, so that comments and texts are not taken for code. */
export function nodesOf({ path, text }: Pick<Source, 'path' | 'text'>): ts.Node[] {
	const nodes = known.get(text) ?? [...walked(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true))];
	known.set(text, nodes);
	return nodes;
}

function walked(node: ts.Node): ts.Node[] {
	const found = [node];
	ts.forEachChild(node, (child) => void found.push(...walked(child)));
	return found;
}
