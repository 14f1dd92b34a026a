import selfsigned from 'selfsigned';

/** A script of its own: inside of jest the library takes seconds to sign. Prints what it makes as JSON. */
const {
	private: serverKey,
	cert,
	...client
} = selfsigned.generate([{ name: 'commonName', value: 'Private authority' }], {
	days: 30,
	keySize: 2048,
	algorithm: 'sha256',
	clientCertificate: true,
	clientCertificateCN: 'integration.user',
	clientCertificateKeySize: 2048,
	extensions: [
		{ name: 'basicConstraints', cA: true },
		{ name: 'keyUsage', keyCertSign: true, digitalSignature: true, keyEncipherment: true },
		{
			name: 'subjectAltName',
			altNames: [
				{ type: 2, value: 'localhost' },
				{ type: 7, ip: '127.0.0.1' },
			],
		},
	],
});
// Its types do not know what it makes for the client.
const { clientcert, clientprivate } = client as unknown as { clientcert: string; clientprivate: string };
process.stdout.write(
	JSON.stringify({ authority: cert, serverKey, clientCertificate: clientcert, clientKey: clientprivate }),
);
