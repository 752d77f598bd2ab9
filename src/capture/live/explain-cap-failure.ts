import { CaptureError } from '../source.ts';
import type { CapMessage } from './cap-messages.ts';
import { explainFailure, noSuchInterface } from './explain-failure.ts';

/** Says in one line what to do about a module cap that is not there or could not open the interface. */
export function explainCapFailure(message: CapMessage, interfaceName: string): unknown {
  if (message.kind === 'opened') {
    return new CaptureError(
      'link-type-unsupported',
      `the module cap does not know the frames of ${interfaceName}: ${message.linkType}`,
    );
  }
  if (message.kind !== 'failed')
    return new CaptureError('capture-child-failed', `the capture child for ${interfaceName} spoke out of turn`);
  return message.stage === 'load' ? explainLoading(message.reason) : explainOpening(message.reason, interfaceName);
}

function explainLoading(reason: string): CaptureError {
  if (reason.includes('cap.node')) {
    return new CaptureError(
      'cap-not-built',
      'the module cap is installed but not built: sudo apt install build-essential libpcap-dev, then npm rebuild cap in the folder it is installed in',
    );
  }
  if (/cannot find (package|module)/i.test(reason)) {
    return new CaptureError(
      'cap-missing',
      'the driver "cap" needs the module cap: sudo apt install build-essential libpcap-dev, then npm install cap@0.2.1',
    );
  }
  return new CaptureError('cap-failed', `the module cap cannot be loaded: ${reason}; npm rebuild cap may help`);
}

function explainOpening(reason: string, interfaceName: string): unknown {
  if (/permi(tted|ssion)/i.test(reason)) return explainFailure(new CaptureError('EPERM', reason), interfaceName);
  if (/no such device|does ?n.t exist/i.test(reason)) return noSuchInterface(interfaceName, '/sys');
  if (/not up|is down/i.test(reason)) {
    return new CaptureError(
      'device-down',
      `the interface ${interfaceName} is switched off: sudo ip link set ${interfaceName} up`,
    );
  }
  return new CaptureError('cap-failed', `the module cap cannot capture on ${interfaceName}: ${reason}`);
}
