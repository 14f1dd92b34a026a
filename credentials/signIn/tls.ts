import type { ICredentialDataDecryptedObject, IHttpRequestOptions, INodeProperties } from 'n8n-workflow';
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
		hint: 'PEM of the private authority that signed the instance’s certificate. Leave empty for instances on service-now.com. n8n 1.x takes neither this nor a client certificate from a credential; there, set NODE_EXTRA_CA_CERTS for the authority.',
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
	const field = (name: string) => String(credentials[name] ?? '');
	const pem = (name: string) => pemOf(field(name)) ?? '';
	const agentOptions = {
		...(pem('clientCertificate') ? { cert: pem('clientCertificate') } : {}),
		...(pem('clientCertificateKey') ? { key: pem('clientCertificateKey') } : {}),
		...(field('clientCertificatePassphrase') ? { passphrase: field('clientCertificatePassphrase') } : {}),
		...(pem('certificateAuthority') ? { ca: pem('certificateAuthority') } : {}),
	};
	return {
		...(Object.keys(agentOptions).length > 0 ? { agentOptions } : {}),
		...(credentials.ignoreSslIssues === true ? { skipSslCertificateValidation: true } : {}),
	};
}
