/**
 * Lets Node run the package's sources as they are: they import each other without an extension, as compiled code does, and Node
 * itself strips their types.
 */
import { existsSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

const WORKFLOW = pathToFileURL(createRequire(import.meta.url).resolve('n8n-workflow')).href;

registerHooks({
	resolve(specifier, context, next) {
		// Its other build is for bundlers only.
		if (specifier === 'n8n-workflow' && context.conditions.includes('import')) return next(WORKFLOW, context);
		if (specifier.startsWith('.') && context.parentURL?.endsWith('.ts') && !/\.[cm]?[jt]s$/.test(specifier)) {
			for (const ending of ['.ts', '/index.ts']) {
				const candidate = new URL(specifier + ending, context.parentURL);
				if (existsSync(fileURLToPath(candidate))) return next(candidate.href, context);
			}
		}
		return next(specifier, context);
	},
});
