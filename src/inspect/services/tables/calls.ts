import type { ServiceTable } from '../service-table.ts';

/** Telephony and video meetings. */
export const CALLS: ServiceTable = {
  category: 'calls',
  get services() {
    return [
      { service: 'Zoom', domains: ['zoom.us', 'zoom.com', 'zoomgov.com', 'zoom.com.cn'] },
      {
        service: 'Microsoft Teams',
        domains: [
          'teams.microsoft.com',
          'teams.live.com',
          'teams.cloud.microsoft',
          'teams.cdn.office.net',
          'trouter.skype.com',
          'lync.com',
        ],
      },
      { service: 'Skype', domains: ['skype.com', 'skypeassets.com', 'skype.net', 'skypeecs.net', 'skypedata.akadns.net'] },
      { service: 'Google Meet', domains: ['meet.google.com', 'hangouts.google.com', 'meetings.googleapis.com'] },
      { service: 'Google Voice', domains: ['voice.google.com'] },
      { service: 'FaceTime', domains: ['facetime.apple.com'] },
      {
        service: 'Webex',
        domains: ['webex.com', 'wbx2.com', 'ciscospark.com', 'webexcontent.com', 'webexapis.com', 'ciscowebex.com'],
      },
      { service: 'GoTo Meeting', domains: ['gotomeeting.com', 'goto.com', 'getgo.com', 'gotowebinar.com', 'logmein.com'] },
      { service: 'Jitsi Meet', domains: ['jitsi.org', 'meet.jit.si', 'jitsi.net', '8x8.vc'] },
      { service: '8x8', domains: ['8x8.com', 'packet8.net'] },
      { service: 'RingCentral', domains: ['ringcentral.com', 'ringcentral.biz'] },
      { service: 'Vonage', domains: ['vonage.com', 'nexmo.com', 'vonage.net'] },
      { service: 'Twilio', domains: ['twilio.com'] },
      { service: 'Daily.co', domains: ['daily.co'] },
      { service: 'Whereby', domains: ['whereby.com'] },
      { service: 'BlueJeans', domains: ['bluejeans.com'] },
      { service: 'Doodle', domains: ['doodle.com'] },
      { service: 'sipgate', domains: ['sipgate.de', 'sipgate.net', 'sipgate.com', 'sipgate.co.uk'] },
      { service: 'easybell', domains: ['easybell.de'] },
      { service: 'Placetel', domains: ['placetel.de'] },
      { service: '3CX', domains: ['3cx.com', '3cx.net', '3cx.eu'] },
      { service: 'Plusnet', domains: ['plusnet.de'] },
      { service: 'Telekom telephony', domains: ['tel.t-online.de'] },
      { service: '1&1 telephony', domains: ['sip.1und1.de', 'tls-sip.1und1.de', 'sip.1und1.com'] },
      { service: 'Vodafone telephony', domains: ['sip.vodafone.de', 'sip.arcor.de'] },
      { service: 'O2 telephony', domains: ['sip.alice-voip.de'] },
      { service: 'LINE Works', domains: ['worksmobile.com'] },
      { service: 'DingTalk', domains: ['dingtalk.com', 'dingtalkapps.com'] },
      {
        service: 'Feishu (Lark)',
        domains: ['feishu.cn', 'larksuite.com', 'feishucdn.com', 'larkoffice.com', 'larksuitecdn.com'],
      },
    ];
  },
};
