import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

const introduction = `
The books of co-productions: harvests financed by the groups that eat them, paid back in goods.

**To try it:** press *Authorize* and paste a token. The demo prints three, of a treasurer, of a referent and of an auditor; for a server
of your own, \`npm run --silent token -- --person <person's id>\` makes one, and \`-- --operator\` that of whoever registers parties. A book
is read only by its parties: to anybody else, the operator too, it answers as if it were not there.

Amounts are integers of minor units
(cents), quantities and unit prices decimal strings, days \`YYYY-MM-DD\`, ids UUIDs. Every command carries a new UUID in the
header \`Idempotency-Key\`; to repeat a command that gave no answer, send the same key and body. Its answer carries a
\`position\`: read with \`?atLeast=<position>\` to be sure to see what it has done.

Refusals are problem details (RFC 9457). Their \`code\` is listed with each operation.
`;

/** Serves the description of all operations at /docs, for people, and at /docs-json, for programs. */
export function setUpDocumentation(app: NestFastifyApplication): void {
  const description = new DocumentBuilder()
    .setTitle('Semina')
    .setDescription(introduction.trim())
    .setVersion('0.1.0')
    .setLicense('AGPL-3.0-or-later', 'https://www.gnu.org/licenses/agpl-3.0.html')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' })
    .build();
  SwaggerModule.setup('docs', app, () => SwaggerModule.createDocument(app, description), {
    jsonDocumentUrl: 'docs-json',
    yamlDocumentUrl: 'docs-yaml',
    customSiteTitle: 'Semina',
    swaggerOptions: {
      persistAuthorization: true,
      displayRequestDuration: true,
      tryItOutEnabled: true,
      requestInterceptor: withNewKey,
    },
  });
}

/**
 * Runs in the browser: /docs shows one key in all its forms, and a second command with the same key would be refused. It
 * is sent as its text, so it can refer to nothing outside; the key is EXAMPLE_KEY.
 */
function withNewKey(request: { headers: Record<string, string> }): object {
  if (request.headers['Idempotency-Key'] === '00000000-0000-4000-8000-000000000000') {
    request.headers['Idempotency-Key'] = crypto.randomUUID();
  }
  return request;
}
