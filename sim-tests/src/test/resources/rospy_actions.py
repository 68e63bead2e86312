"""Drives the arm by actions, as a program of a ROS user does; prints what it sees."""
import threading

import actionlib
import rospy
from control_msgs.msg import FollowJointTrajectoryAction, FollowJointTrajectoryGoal
from prolepsis_msgs.msg import ExecuteTextAction, ExecuteTextGoal
from sensor_msgs.msg import JointState
from trajectory_msgs.msg import JointTrajectoryPoint

STATES = {2: "PREEMPTED", 3: "SUCCEEDED", 4: "ABORTED", 5: "REJECTED", 8: "RECALLED"}


def say(*words):
    print(*words, flush=True)


def end(client):
    if not client.wait_for_result(rospy.Duration(60)):
        return "no result in 60 s"
    return STATES.get(client.get_state(), client.get_state())


def sentences():
    client = actionlib.SimpleActionClient("flow/execute_text", ExecuteTextAction)
    newer = actionlib.SimpleActionClient("flow/execute_text", ExecuteTextAction)
    if not (client.wait_for_server(rospy.Duration(60)) and newer.wait_for_server(rospy.Duration(60))):
        say("no server")
        return
    client.send_goal(ExecuteTextGoal(text="make me a coffee"))
    say("refused:", end(client), client.get_result().status, client.get_result().reason)
    begun = threading.Event()

    def moving(feedback):
        if feedback.phase > 0.2:
            begun.set()

    client.send_goal(ExecuteTextGoal(text="wave big", speed=2.0), feedback_cb=moving)
    begun.wait(60)
    client.cancel_goal()
    state, result = end(client), client.get_result()
    say("cancelled:", state, result.status, result.reason, 0.2 < result.phase < 1)
    begun.clear()
    client.send_goal(ExecuteTextGoal(text="wave big"), feedback_cb=moving)
    begun.wait(60)
    newer.send_goal(ExecuteTextGoal(text="wave small", speed=3.0))
    say("replaced:", end(client), client.get_result().status)
    state, result = end(newer), newer.get_result()
    planned = result.demonstrated.to_sec() / 3.0 / result.planned.to_sec()
    say("newer:", state, result.status, "planned %.2f" % planned, result.executed.to_sec() < result.demonstrated.to_sec(), result.reason)


def trajectories():
    client = actionlib.SimpleActionClient("/other/arm_controller/follow_joint_trajectory", FollowJointTrajectoryAction)
    if not client.wait_for_server(rospy.Duration(60)):
        say("no controller")
        return
    now = rospy.wait_for_message("/other/joint_states", JointState, 60)
    goal = FollowJointTrajectoryGoal()
    goal.trajectory.joint_names = now.name
    point = JointTrajectoryPoint(positions=list(now.position), time_from_start=rospy.Duration(1))
    point.positions[6] += 0.3
    goal.trajectory.points = [point]
    client.send_goal(goal)
    say("trajectory:", end(client), client.get_result().error_code)
    point.positions[3] = 1.0
    client.send_goal(goal)
    say("outside:", end(client), client.get_result().error_code)
    goal.trajectory.joint_names = ["elbow"]
    client.send_goal(goal)
    say("joints:", end(client), client.get_result().error_code)


rospy.init_node("rospy_actions")
sentences()
trajectories()
