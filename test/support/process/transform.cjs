'use strict';

const crypto = require('node:crypto');
const ts = require('typescript');

/**
 * Compiles TypeScript to CommonJS for jest. ts-jest takes `.mts` as ECMAScript modules and wants Node's vm modules for
 * them, under which n8n-core does not load; types are checked by `npm run typecheck`.
 */
const compilerOptions = {
	module: ts.ModuleKind.CommonJS,
	target: ts.ScriptTarget.ES2024,
	esModuleInterop: true,
	inlineSourceMap: true,
	rewriteRelativeImportExtensions: false,
};

module.exports = {
	process(source, path) {
		const fileName = path.replace(/\.mts$/, '.ts');
		return { code: ts.transpileModule(source, { compilerOptions, fileName }).outputText };
	},
	getCacheKey(source, path) {
		return crypto
			.createHash('sha256')
			.update(ts.version)
			.update(JSON.stringify(compilerOptions))
			.update(path)
			.update(source)
			.digest('hex');
	},
};
