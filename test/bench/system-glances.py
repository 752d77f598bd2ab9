"""Refreshes Glances' own statistics so many times, for system-cost.mjs, and prints the milliseconds of CPU that each took, children included.

Run by the Python that Glances is installed for. Most of Glances does nothing more often than every two seconds, hence the pauses.
"""

import json
import resource
import sys
import time

refreshes = int(sys.argv[1])
sys.argv = ['glances', '--quiet', '--time', '2']

from glances.main import GlancesMain  # noqa: E402
from glances.standalone import GlancesStandalone  # noqa: E402


def cpu_millis():
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages) * 1000


core = GlancesMain()
glances = GlancesStandalone(config=core.get_config(), args=core.get_args())
costs = []
for _ in range(refreshes):
    time.sleep(2.2)
    before = cpu_millis()
    glances.stats.update()
    costs.append(cpu_millis() - before)
sys.__stdout__.write(json.dumps(costs) + '\n')
