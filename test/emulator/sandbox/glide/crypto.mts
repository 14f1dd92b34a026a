import { inside, text } from './host.mts';

export class GlideCertificateEncryption {
	/** The key is base64, and so is the answer. */
	generateMac(key: unknown, algorithm: unknown, data: unknown) {
		return text(inside.ask('mac', { key: text(key), algorithm: text(algorithm), data: text(data) }));
	}
}

export class GlideStringUtil {
	static base64Encode(value: unknown) {
		return text(inside.ask('base64', { value: text(value) }));
	}

	static base64Decode(value: unknown) {
		return text(inside.ask('unbase64', { value: text(value) }));
	}

	static isEligibleSysID(value: unknown) {
		return /^[0-9a-f]{32}$/i.test(text(value));
	}

	static urlEncode(value: unknown) {
		return encodeURIComponent(text(value));
	}
}
