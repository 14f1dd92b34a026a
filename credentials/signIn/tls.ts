import type { ICredentialDataDecryptedObject, IHttpRequestOptions, INodeProperties } from 'n8n-workflow';
import { SignInFailure } from './failure';
import { pemOf } from './pem';

const SHOWN = { show: { tls: [true] } };

/** Fields for instances that ask for a client certificate, or that stand behind a private certificate authority. */
export const tlsProperties: INodeProperties[] = [
	{
		displayName: 'Certificates',
		name: 'tls',
		type: 'boolean',
		default: false,
		description: 'Whether to send a client certificate (mTLS) or to trust a private certificate authority',
	},
	{
		displayName: 'Client Certificate',
		name: 'clientCertificate',
		type: 'string',
		typeOptions: { password: true, rows: 4 },
		default: '',
		hint: 'PEM, with intermediate certificates after it. ServiceNow needs the plugin Certificate-based Authentication (com.glide.auth.mutual).',
		displayOptions: SHOWN,
	},
	{
		displayName: 'Client Certificate Key',
		name: 'clientCertificateKey',
		type: 'string',
		typeOptions: { password: true, rows: 4 },
		default: '',
		hint: 'The certificate’s private key, PEM',
		displayOptions: SHOWN,
	},
	{
		displayName: 'Client Certificate Passphrase',
		name: 'clientCertificatePassphrase',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		hint: 'Only where the key is encrypted',
		displayOptions: SHOWN,
	},
	{
		displayName: 'Certificate Authority',
		name: 'certificateAuthority',
		type: 'string',
		typeOptions: { password: true, rows: 4 },
		default: '',
		hint: 'PEM of the private authority that signed the instance’s certificate. Leave empty for instances on service-now.com. n8n before 2.20 takes neither this nor a client certificate from a credential; there, set NODE_EXTRA_CA_CERTS for the authority.',
		displayOptions: SHOWN,
	},
	{
		displayName: 'Ignore SSL Issues (Insecure)',
		name: 'ignoreSslIssues',
		type: 'boolean',
		default: false,
		description:
			'Whether to connect even if the certificate of the instance cannot be trusted: anybody in between could read along',
		displayOptions: SHOWN,
	},
];

/** The request options that these fields stand for. */
export function tlsOptions(
	credentials: ICredentialDataDecryptedObject,
): Pick<IHttpRequestOptions, 'agentOptions' | 'skipSslCertificateValidation'> {
	if (credentials.tls !== true) return {};
	const cert = pemField(credentials, 'clientCertificate', 'Client Certificate');
	const key = pemField(credentials, 'clientCertificateKey', 'Client Certificate Key');
	const ca = pemField(credentials, 'certificateAuthority', 'Certificate Authority');
	const passphrase = String(credentials.clientCertificatePassphrase ?? '');
	// Node would leave a certificate without its key out, and say nothing.
	if ((cert === '') !== (key === ''))
		throw unusable('Client certificate and key come together: one of them is missing');
	const agentOptions = {
		...(cert === '' ? {} : { cert, key }),
		...(passphrase === '' ? {} : { passphrase }),
		...(ca === '' ? {} : { ca }),
	};
	return {
		...(Object.keys(agentOptions).length > 0 ? { agentOptions } : {}),
		...(credentials.ignoreSslIssues === true ? { skipSslCertificateValidation: true } : {}),
	};
}

function pemField(credentials: ICredentialDataDecryptedObject, name: string, label: string): string {
	const text = String(credentials[name] ?? '');
	const pem = pemOf(text);
	if (pem === undefined && text.trim() !== '') throw unusable(`${label} is not PEM text`);
	return pem ?? '';
}

function unusable(title: string): SignInFailure {
	return new SignInFailure(
		'certificate',
		title,
		'Paste the whole text, from -----BEGIN to -----END, into the fields under Certificates.',
	);
}
