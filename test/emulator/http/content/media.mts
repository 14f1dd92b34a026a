import { ServiceNowError } from '../../errors.mts';

const DATA = ['application/json', 'application/xml', 'text/xml'];

/** A type with `q=0` is refused; other weights do not matter, as there is never more than one form to choose from. */
function namesOf(accept: string): string[] {
	return accept
		.toLowerCase()
		.split(',')
		.map((part) => part.split(';').map((each) => each.trim()))
		.filter(([name, ...parameters]) => name !== '' && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter)))
		.map(([name = '']) => name);
}

/** No header takes everything. */
function accepts(accept: string | undefined, type: string): boolean {
	const names = namesOf(accept ?? '');
	const [family = ''] = type.split('/');
	return names.length === 0 || ['*/*', `${family}/*`, type].some((name) => names.includes(name));
}

/** The wording is a recording of another service of the platform. */
export function demandAcceptable(accept: string | undefined, types: readonly string[] = DATA): void {
	if (types.some((type) => accepts(accept, type))) return;
	const supported = `Supported response media types for this service are: [${types.join(', ')}]`;
	throw new ServiceNowError(406, supported);
}
