import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import selfsigned from 'selfsigned';

export interface Certificate {
	key: string;
	cert: string;
	/** Where clients find the certificate to trust. */
	caFile: string;
	folder: string;
}

const DNS = 2;
const IP = 7;

/**
 * A certificate that is its own authority, for this run only. It also covers instance names, so that a client which is
 * sent here by a resolver of its own can keep its `*.service-now.com` address.
 */
export function createCertificate(): Certificate {
	const { private: key, cert } = selfsigned.generate([{ name: 'commonName', value: 'ServiceNow emulator' }], {
		days: 30,
		keySize: 2048,
		algorithm: 'sha256',
		extensions: [
			{ name: 'basicConstraints', cA: true },
			{ name: 'keyUsage', keyCertSign: true, digitalSignature: true, keyEncipherment: true },
			{ name: 'extKeyUsage', serverAuth: true },
			{
				name: 'subjectAltName',
				altNames: [
					{ type: DNS, value: 'localhost' },
					{ type: DNS, value: '*.service-now.com' },
					{ type: IP, ip: '127.0.0.1' },
				],
			},
		],
	});
	const folder = mkdtempSync(join(tmpdir(), 'servicenow-emulator-ca-'));
	const caFile = join(folder, 'ca.pem');
	writeFileSync(caFile, cert);
	return { key, cert, caFile, folder };
}
