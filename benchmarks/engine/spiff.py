"""SpiffWorkflow on one model: reads 'process seconds xml-file' from the command line and prints runs per second
of processor time."""
import sys
import time

from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState


def run(spec):
    workflow = BpmnWorkflow(spec)
    workflow.do_engine_steps()
    while not workflow.completed:
        ready = workflow.get_tasks(state=TaskState.READY, manual=True)
        if not ready:
            raise RuntimeError('nothing is ready')
        for task in ready:
            task.run()
        workflow.do_engine_steps()


process, seconds, path = sys.argv[1], float(sys.argv[2]), sys.argv[3]
parser = BpmnParser()
parser.add_bpmn_file(path)
spec = parser.get_spec(process)
run(spec)
began, runs = time.process_time(), 0
while time.process_time() - began < seconds:
    run(spec)
    runs += 1
print(runs / (time.process_time() - began))
