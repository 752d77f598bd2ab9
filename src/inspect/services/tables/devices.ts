import type { ServiceTable } from '../service-table.ts';

/** Makers of computers, telephones, printers, cameras and book readers. */
export const DEVICES: ServiceTable = {
  category: 'devices',
  get services() {
    return [
      { service: 'Lenovo', domains: ['lenovo.com', 'lenovomm.com', 'lenovo.com.cn'] },
      { service: 'Dell', domains: ['dell.com', 'dellcdn.com', 'dellsupportcenter.com'] },
      { service: 'ASUS', domains: ['asus.com', 'asuscomm.com', 'asus.com.cn'] },
      { service: 'Acer', domains: ['acer.com'] },
      { service: 'Intel', domains: ['intel.com'] },
      { service: 'NVIDIA', domains: ['nvidia.com', 'nvidia.cn', 'nvidia.partners', 'geforce.com', 'nvidia.eu'] },
      { service: 'AMD', domains: ['amd.com', 'ati.com'] },
      { service: 'Logitech', domains: ['logitech.com', 'logi.com', 'logitech.io', 'logitechg.com'] },
      { service: 'Razer', domains: ['razer.com', 'razerzone.com', 'razersynapse.com', 'razerapi.com'] },
      { service: 'Corsair', domains: ['corsair.com'] },
      {
        service: 'OPPO',
        domains: [
          'heytapmobi.com',
          'heytapmobile.com',
          'heytapdl.com',
          'coloros.com',
          'oppomobile.com',
          'heytapimage.com',
          'heytap.com',
        ],
      },
      { service: 'OnePlus', domains: ['oneplus.com', 'oneplus.net', 'oneplus.cn'] },
      { service: 'vivo', domains: ['vivo.com.cn', 'vivoglobal.com', 'vivo.com'] },
      {
        service: 'Kindle',
        domains: ['kindle.com', 'kindle.de', 'todo-ta-g7g.amazon.com', 'todo-ta-g7g.amazon.co.uk', 'todo-g7g.amazon.com'],
      },
      { service: 'Tolino', domains: ['tolino.de', 'mytolino.com', 'tolino.com'] },
      { service: 'Kobo', domains: ['kobo.com', 'kobobooks.com'] },
      { service: 'reMarkable', domains: ['remarkable.com'] },
      { service: 'GoPro', domains: ['gopro.com'] },
      { service: 'DJI', domains: ['dji.com', 'djicdn.com', 'djiservice.org', 'dji.net', 'skypixel.com'] },
      {
        service: 'HP',
        domains: ['hp.com', 'hpeprint.com', 'hpconnected.com', 'hpsmart.com', 'hpcloud.com', 'hp8.us', 'hpsmartstage.com'],
      },
      { service: 'Epson', domains: ['epson.com', 'epsonconnect.com', 'epson.net', 'epson.biz', 'epson.eu', 'epson.de'] },
      { service: 'Canon', domains: ['canon.com', 'canon-europe.com', 'c-ij.com', 'canon-ebm.com', 'canon.de'] },
      { service: 'Brother', domains: ['brother.com', 'brother.co.jp', 'brother.eu', 'brother.de'] },
      { service: 'Qualcomm', domains: ['qualcomm.com', 'gpsonextra.net', 'izatcloud.net', 'xtracloud.net'] },
      { service: 'Sony', domains: ['sony.com', 'sony.net', 'sony.co.jp', 'sony.eu'] },
      { service: 'LG', domains: ['lg.com', 'lgeapi.com', 'lg.co.kr'] },
    ];
  },
};
