import { render } from 'preact';
import { App } from './app.tsx';
import { connectToProbe } from './state/connect.ts';
import { followPage } from './state/follow-page.ts';
import { ProbeState } from './state/probe-state.ts';
import { RowNeeds } from './state/row-needs.ts';
import { createTheme } from './theme/theme.ts';

const state = new ProbeState(() => performance.now());
const needs = new RowNeeds();
const theme = createTheme();
const page = followPage();

const root = document.getElementById('app');
if (root !== null) render(<App state={state} needs={needs} theme={theme} page={page} />, root);
connectToProbe(state, needs, page);
setInterval(() => state.tick(), 1000);
