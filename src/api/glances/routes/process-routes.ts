import { NoSnapshotError } from '../glances-answers.ts';
import { GlancesError } from '../glances-error.ts';
import { processRow } from '../plugins/processes.ts';
import { type AddGlancesRoutes, countOf, HIDDEN } from './glances-route.ts';

interface OfPid {
  Params: { pid: string };
}

/** One process, and the extended figures of a chosen one, which only Glances collects. */
export const addProcessRoutes: AddGlancesRoutes = (app, { source }) => {
  app.get<OfPid>('/processes/:pid', HIDDEN, ({ params }) => {
    const pid = countOf(params.pid);
    const snapshot = source.snapshot();
    if (snapshot === null) throw new NoSnapshotError();
    const process = snapshot.processes?.list.find((candidate) => candidate.pid === pid);
    if (process === undefined) throw new GlancesError(404, 'process-unknown', 'Unknown PID process');
    return processRow(process, snapshot.seconds);
  });
  // What Glances says while no process was chosen.
  app.get('/processes/extended', HIDDEN, () => ({}));
  app.post('/processes/extended/disable', HIDDEN, () => true);
  app.post('/processes/extended/:pid', HIDDEN, () => {
    throw new GlancesError(501, 'not-implemented', 'The probe does not collect extended figures of a process.');
  });
};
