import fc from 'fast-check';

const letters = 'abcdefghijklmnopqrstuvwxyz';
const name = fc
	.tuple(
		fc.constantFrom(...letters),
		fc.string({ unit: fc.constantFrom(...letters, '0', '9', '-'), maxLength: 20 }),
		fc.constantFrom('', '1', 'x'),
	)
	.map(([first, middle, last]) => `${first}${middle}${last === '' ? 'a' : last}`);
const domain = fc.array(name, { minLength: 2, maxLength: 4 }).map((labels) => labels.join('.'));
const port = fc.integer({ min: 1, max: 65_535 }).map((number) => `:${number}`);
const local = fc
	.tuple(fc.constantFrom('localhost', '127.0.0.1', '[::1]'), fc.oneof(fc.constant(''), port))
	.map((parts) => parts.join(''));
const remote = fc.tuple(fc.oneof(name, domain), fc.oneof(fc.constant(''), port)).map((parts) => parts.join(''));

const address = fc.oneof(
	fc.tuple(fc.constantFrom('', 'https://', 'HTTPS://'), remote),
	fc.tuple(fc.constantFrom('', 'https://', 'http://', 'Http://'), local),
);
const rest = fc.oneof(
	fc.constantFrom(
		'',
		'/',
		'?',
		'#',
		'/nav_to.do?uri=%2Fhome',
		'#http://evil.example',
		'?a=https://evil.example/b',
		'/@evil.example',
	),
	fc.webPath(),
	fc.string().map((text) => `/${text}`),
);
const space = fc.constantFrom('', ' ', '\t', '\n', '\u00a0');

/** Whatever a user may enter as the instance, in every case, with pages and spaces around it. */
export const acceptedInstance = fc
	.tuple(space, address, rest, space, fc.boolean())
	.map(
		([before, [scheme, host], tail, after, upper]) =>
			`${before}${scheme}${upper ? host.toUpperCase() : host}${tail}${after}`,
	);
