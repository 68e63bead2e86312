#!/usr/bin/python3
"""A Python policy in the place of ours: observations in, chunks of actions out on action_chunk.

    rosrun prolepsis lerobot_policy.py                              # the built-in policy, which needs nothing
    rosrun prolepsis lerobot_policy.py _policy:=lerobot _path:=DIR  # an ACT policy trained with LeRobot

To bring another policy, write a class with predict(observation) like those below and name it in POLICIES.
"""
import math
import threading
import time

import rospy
from sensor_msgs.msg import JointState
from trajectory_msgs.msg import JointTrajectory, JointTrajectoryPoint
from visualization_msgs.msg import MarkerArray

JOINTS = ["panda_joint%d" % i for i in range(1, 8)] + ["panda_finger_joint1"]
COLORS = ["red", "green", "blue"]
DT = 0.04  # s between the actions of a chunk, the rate of the recorded episodes


class ReachPolicy:
    """Built in, to try the graph: turns the arm towards the first red block, slowly, and opens the gripper."""

    HORIZON = 50
    STEP = 0.012  # rad

    def predict(self, observation):
        state = observation["observation.state"]
        x, y = observation["observation.environment_state"][1:3]
        error = math.atan2(y, x) - state[0]
        chunk = []
        for i in range(self.HORIZON):
            action = list(state)
            action[0] += math.copysign(min(abs(error), self.STEP * i), error)
            action[7] = 0.04
            chunk.append(action)
        return chunk


class LeRobotPolicy:
    """An ACT policy of LeRobot, trained on our episodes with the same observation keys."""

    def __init__(self, path):
        import torch
        from lerobot.policies.act.modeling_act import ACTPolicy
        from lerobot.policies.factory import make_pre_post_processors

        self.torch = torch
        self.policy = ACTPolicy.from_pretrained(path).eval()
        self.before, self.after = make_pre_post_processors(self.policy.config, pretrained_path=path)

    def predict(self, observation):
        batch = self.before({key: self.torch.tensor([value]) for key, value in observation.items()})
        with self.torch.inference_mode():
            # Not select_action: its queue gives one action at a time and hides the overlap that is ensembled here.
            chunk = self.policy.predict_action_chunk(batch)
        return self.after(chunk)[0].tolist()


POLICIES = {"reach": lambda: ReachPolicy(), "lerobot": lambda: LeRobotPolicy(rospy.get_param("~path"))}


class PolicyNode:
    def __init__(self):
        self.lock = threading.Lock()
        self.state = None
        self.objects = None
        self.policy = POLICIES[rospy.get_param("~policy", "reach")]()
        self.extra_delay = rospy.get_param("~delay", 0.0)  # s, to see what a slower policy would do
        self.chunks = rospy.Publisher("action_chunk", JointTrajectory, queue_size=1)
        rospy.Subscriber("joint_states", JointState, self.keep_state, queue_size=1, tcp_nodelay=True)
        rospy.Subscriber("object_poses", MarkerArray, self.keep_objects, queue_size=1, tcp_nodelay=True)

    def keep_state(self, message):
        with self.lock:
            self.state = message

    def keep_objects(self, message):
        with self.lock:
            self.objects = message

    def observe(self):
        """The newest observation and its time, or None before everything was seen."""
        with self.lock:
            state, objects = self.state, self.objects
        if state is None or objects is None or not set(JOINTS) <= set(state.name):
            return None
        places = dict(zip(state.name, state.position))
        blocks = []
        # By colour, so that the same input is always the same block.
        for marker in sorted(objects.markers, key=lambda m: COLORS.index(m.ns)):
            p, q = marker.pose.position, marker.pose.orientation
            blocks += [float(COLORS.index(marker.ns)), p.x, p.y, p.z, q.x, q.y, q.z, q.w]
        observation = {
            "observation.state": [places[joint] for joint in JOINTS],
            "observation.environment_state": blocks,
        }
        return observation, state.header.stamp

    def publish(self, chunk, stamp):
        message = JointTrajectory()
        # The time of the observation, not of the publishing: the action node takes the delay from it.
        message.header.stamp = stamp
        message.joint_names = JOINTS
        for i, action in enumerate(chunk):
            point = JointTrajectoryPoint(positions=action, time_from_start=rospy.Duration(0, round(i * DT * 1e9)))
            message.points.append(point)
        self.chunks.publish(message)

    def run(self):
        rate = rospy.Rate(rospy.get_param("~rate", 25.0))
        while not rospy.is_shutdown():
            seen = self.observe()
            if seen is not None:
                observation, stamp = seen
                chunk = self.policy.predict(observation)
                if self.extra_delay > 0:
                    time.sleep(self.extra_delay)
                self.publish(chunk, stamp)
            rate.sleep()


if __name__ == "__main__":
    rospy.init_node("policy")
    try:
        PolicyNode().run()
    except rospy.ROSInterruptException:
        pass
