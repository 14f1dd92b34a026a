import { configs as typescript, parser } from 'typescript-eslint';

/** Size and complexity, for the package and its tests alike; n8n's own rules have a file of their own, which they insist on. */
export default [
	{ ignores: ['**/dist/**', '**/node_modules/**', '.n8n-runtime/**'] },
	{
		files: ['**/*.ts', '**/*.mts'],
		languageOptions: { parser, parserOptions: { projectService: false } },
		linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: true },
		plugins: typescript.base.plugins,
		rules: {
			'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
			'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
			complexity: ['error', 10],
			'max-params': ['error', 4],
			'max-depth': ['error', 3],
			'no-var': 'error',
			'prefer-const': 'error',
			eqeqeq: ['error', 'always'],
			'no-restricted-syntax': [
				'error',
				{ selector: 'PrivateIdentifier', message: 'Members are private by the word, as everywhere in this project.' },
			],
			'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'], location: 'anywhere' }],
			'no-empty': ['error', { allowEmptyCatch: false }],
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/ban-ts-comment': [
				'error',
				{ 'ts-expect-error': true, 'ts-ignore': true, 'ts-nocheck': true },
			],
			'@typescript-eslint/consistent-type-imports': 'error',
		},
	},
	{
		// The callback of a describe is a chapter, whose tests are the functions; that of it.each takes as much as its table has columns.
		files: ['test/**/*.test.mts'],
		rules: {
			'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
			'max-lines-per-function': 'off',
			'max-params': 'off',
		},
	},
	{
		// Signatures of n8n's own ICredentialsHelper.
		files: ['test/support/n8n/credentials.mts'],
		rules: { 'max-params': ['error', 6] },
	},
	{
		// A form is as long as it has fields.
		files: ['credentials/*.credentials.ts'],
		rules: { 'max-lines': 'off' },
	},
];
