#!/usr/bin/python3
"""Time from publishing a sentence to the first controller command that moves, against nodes that run already.

Start a master and the nodes first (roslaunch prolepsis demo.launch), then: sim-tests/src/bench/command_latency.py [ROUNDS]
Publisher and subscriber are rospy in this process, so both times are on one clock. Each round waits until the arm rests.
Prints p50 and p99 in ms.
"""
import sys
import threading
import time

import rospy
from diagnostic_msgs.msg import DiagnosticStatus
from std_msgs.msg import String
from std_srvs.srv import Trigger
from trajectory_msgs.msg import JointTrajectory

SENTENCES = ["wave to me", "wave big, high up", "small wave on the left", "wave quickly", "big wave in the middle"]
STILL_S = 0.5
PATIENCE_S = 60.0


class Watch:
    def __init__(self):
        self.lock = threading.Lock()
        self.last = None
        self.last_move = time.monotonic()
        self.first_move = None
        self.armed = False
        self.result = {}
        rospy.Subscriber("arm_controller/command", JointTrajectory, self.on_command, tcp_nodelay=True)
        rospy.Subscriber("flow/status", DiagnosticStatus, self.on_status)

    def on_command(self, message):
        now = time.monotonic()
        positions = message.points[0].positions
        with self.lock:
            if self.last is not None and positions != self.last:
                self.last_move = now
                if self.armed:
                    self.first_move = now
                    self.armed = False
            self.last = positions

    def on_status(self, message):
        self.result = {pair.key: pair.value for pair in message.values}

    def await_rest(self):
        deadline = time.monotonic() + PATIENCE_S
        while self.last is None or time.monotonic() - self.last_move < STILL_S or self.result.get("state") == "moving":
            if time.monotonic() > deadline:
                sys.exit("the arm does not come to rest")
            time.sleep(0.01)

    def await_move(self):
        deadline = time.monotonic() + PATIENCE_S
        while self.first_move is None:
            if time.monotonic() > deadline:
                sys.exit("no command came: %s" % self.result)
            time.sleep(0.001)
        return self.first_move


def quantile(values, q):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(q * len(ordered)))]


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    rospy.init_node("command_latency", anonymous=True)
    watch = Watch()
    publisher = rospy.Publisher("command", String, queue_size=1, tcp_nodelay=True)
    while publisher.get_num_connections() == 0 and not rospy.is_shutdown():
        time.sleep(0.05)
    reset = rospy.ServiceProxy("action/reset", Trigger)
    times = []
    aborted = 0
    for i in range(rounds):
        watch.await_rest()
        aborted += watch.result.get("result") == "aborted"
        # A watchdog that stopped the arm on an overloaded machine stays latched until then.
        reset()
        with watch.lock:
            watch.first_move = None
            watch.armed = True
        start = time.monotonic()
        publisher.publish(SENTENCES[i % len(SENTENCES)])
        times.append(1e3 * (watch.await_move() - start))
        time.sleep(0.2)
    print("%d rounds: p50 %.1f ms, p99 %.1f ms, max %.1f ms; %d motions aborted"
          % (rounds, quantile(times, 0.5), quantile(times, 0.99), max(times), aborted))


if __name__ == "__main__":
    main()
