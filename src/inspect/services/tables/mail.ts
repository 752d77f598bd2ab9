import type { ServiceTable } from '../service-table.ts';

/** Mail providers and what sends mail for others. */
export const MAIL: ServiceTable = {
  category: 'mail',
  get services() {
    return [
      {
        service: 'Gmail',
        domains: [
          'mail.google.com',
          'gmail.com',
          'googlemail.com',
          'inbox.google.com',
          'mail-attachment.googleusercontent.com',
          'gmail.googleapis.com',
        ],
      },
      {
        service: 'Outlook',
        domains: [
          'outlook.com',
          'outlook.office.com',
          'outlook.office365.com',
          'hotmail.com',
          'outlook.cloud.microsoft',
          'attachments.office.net',
          'outlook.live.com',
          'outlook.de',
          'hotmail.de',
          'smtp.office365.com',
        ],
      },
      { service: 'iCloud Mail', domains: ['mail.me.com', 'mail.icloud.com', 'p-mail.icloud.com'] },
      { service: 'Yahoo Mail', domains: ['mail.yahoo.com', 'mail.yahoo.co.jp', 'ymail.com'] },
      {
        service: 'GMX',
        domains: [
          'gmx.net',
          'gmx.de',
          'gmx.at',
          'gmx.ch',
          'gmx.com',
          'ui-portal.de',
          'uicdn.com',
          'uicdn.net',
          'uimserv.net',
          'gmx.co.uk',
          'gmx.fr',
        ],
      },
      { service: 'WEB.DE', domains: ['web.de', 'webde.de'] },
      { service: 'mail.com', domains: ['mail.com'] },
      { service: 'freenet', domains: ['freenet.de', 'freenetmail.de'] },
      { service: 'Posteo', domains: ['posteo.de'] },
      { service: 'mailbox.org', domains: ['mailbox.org'] },
      { service: 'Proton', domains: ['proton.me', 'protonmail.com', 'protonmail.ch', 'proton.ch', 'pm.me'] },
      { service: 'Tuta', domains: ['tuta.com', 'tutanota.com', 'tutanota.de'] },
      { service: 'Fastmail', domains: ['fastmail.com', 'messagingengine.com', 'fastmailusercontent.com'] },
      {
        service: 'Zoho',
        domains: ['zoho.com', 'zoho.eu', 'zohocdn.com', 'zohomail.com', 'zohostatic.com', 'zoho.in', 'zohomail.eu'],
      },
      { service: 'Hey', domains: ['hey.com'] },
      { service: 'Libero', domains: ['libero.it', 'iol.it', 'virgilio.it'] },
      { service: 'Laposte', domains: ['laposte.net', 'laposte.fr'] },
      { service: 'Orange Mail', domains: ['imap.orange.fr', 'smtp.orange.fr', 'pop.orange.fr', 'messagerie.orange.fr'] },
      {
        service: 'Mailchimp',
        domains: ['mailchimp.com', 'list-manage.com', 'mandrillapp.com', 'mcusercontent.com', 'chimpstatic.com'],
      },
      { service: 'SendGrid', domains: ['sendgrid.net', 'sendgrid.com'] },
      { service: 'Mailgun', domains: ['mailgun.org', 'mailgun.com', 'mailgun.net'] },
      { service: 'Mailjet', domains: ['mailjet.com'] },
      {
        service: 'Brevo',
        domains: ['brevo.com', 'sendinblue.com', 'sibautomation.com', 'sendibt1.com', 'sendibt2.com', 'sendibt3.com'],
      },
      { service: 'Postmark', domains: ['postmarkapp.com'] },
      { service: 'Thunderbird', domains: ['thunderbird.net'] },
      { service: 'Spark', domains: ['sparkmailapp.com'] },
      { service: 'Mimecast', domains: ['mimecast.com'] },
      { service: 'Proofpoint', domains: ['pphosted.com', 'proofpoint.com', 'ppe-hosted.com'] },
      { service: 'Hornetsecurity', domains: ['hornetsecurity.com', 'antispameurope.com'] },
      {
        service: 'T-Online Mail',
        domains: ['secureimap.t-online.de', 'securesmtp.t-online.de', 'securepop.t-online.de', 'email.t-online.de'],
      },
    ];
  },
};
