import { InputError } from '../failure/inputError';

const FIELD = 'Headers';
const NAME = /^[a-z0-9!#$%&'*+.^_`|~-]+$/i;
/** Of these every object has one that is no text. */
const INHERITED = /^(__proto__|constructor|prototype)$/i;
/** They decide who asks, whom, and where a message ends; the sign-in and the connection set them. */
const RESERVED =
	/^(authorization|proxy-authorization|cookie|host|content-length|transfer-encoding|connection|upgrade|expect|te|trailer|x-usertoken|x-sn-apikey|x-http-method(-override)?|x-method-override|x-original-url|x-rewrite-url|x-forwarded-.*|forwarded)$/i;

/** As requests have them already, so that there is one of each. */
const SPELLING: Readonly<Record<string, string>> = { accept: 'Accept', 'content-type': 'Content-Type' };

/** Headers that a user adds to a request. @throws InputError for one that is reserved or is none */
export function requestHeaders(given: Array<[name: string, value: string]>): Record<string, string> {
	return Object.fromEntries(
		given.map(([name, value]) => {
			if (!NAME.test(name) || INHERITED.test(name))
				throw new InputError(FIELD, `"${name}" is not the name of a header`, 'Use letters and dashes.');
			if (RESERVED.test(name)) {
				throw new InputError(FIELD, `"${name}" cannot be set here`, 'The credential and n8n take care of it.');
			}
			if (/[^\t\P{Cc}]/u.test(value) || /[^\t -\u00ff]/.test(value)) {
				throw new InputError(
					FIELD,
					`The value of "${name}" has a character that no header can hold`,
					'Use plain text.',
				);
			}
			return [SPELLING[name.toLowerCase()] ?? name, value];
		}),
	);
}
