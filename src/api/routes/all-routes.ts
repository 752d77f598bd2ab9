import { addApplicationsRoute } from './applications.ts';
import { addEventsRoute } from './events.ts';
import { addFlowsRoute } from './flows.ts';
import { addHealthRoute } from './health.ts';
import { addHostRoute } from './host.ts';
import { addHostsRoute } from './hosts.ts';
import { addLineRoute } from './line.ts';
import { addLineSessionRoute } from './line-session.ts';
import { addLineWindowsRoute } from './line-windows.ts';
import { addLiveRoute } from './live.ts';
import { addMachinesRoute } from './machines.ts';
import { addMetricsRoute } from './metrics.ts';
import { addNamesRoute } from './names.ts';
import { addOpenapiRoute } from './openapi.ts';
import { addProtocolsRoute } from './protocols.ts';
import type { AddRoute } from './route.ts';
import { addStatusRoute } from './status.ts';
import { addSystemRoute } from './system.ts';
import { addSystemHistoryRoute } from './system-history.ts';
import { addTrafficRoute } from './traffic.ts';
import { addTunnelsRoute } from './tunnels.ts';

/** Every route there is, apart from the files of the dashboard. */
export const ADD_ROUTES: readonly AddRoute[] = [
  addStatusRoute,
  addTrafficRoute,
  addHostsRoute,
  addHostRoute,
  addFlowsRoute,
  addProtocolsRoute,
  addApplicationsRoute,
  addNamesRoute,
  addTunnelsRoute,
  addLineRoute,
  addLineSessionRoute,
  addLineWindowsRoute,
  addSystemRoute,
  addSystemHistoryRoute,
  addEventsRoute,
  addMachinesRoute,
  addLiveRoute,
  addOpenapiRoute,
  addHealthRoute,
  addMetricsRoute,
];
