"""python3-actionlib as a peer: actionlib_peer.py MODE ARGUMENTS, prints what it sees. The action is ExecuteText, whose
classes the test has generated; its text tells what the server does: "count N", "fail", anything else goes on until preempted.
"""
import sys
import threading

import actionlib
import rospy
from actionlib.action_client import INVALID_TRANSITION, NO_TRANSITION, CommState, _transitions
from actionlib_msgs.msg import GoalStatus
from prolepsis_msgs.msg import ExecuteTextAction, ExecuteTextFeedback, ExecuteTextGoal, ExecuteTextResult


def say(*words):
    print(*words, flush=True)


def tables():
    """The transition table of actionlib's client."""
    for state, row in _transitions.items():
        for status, following in row.items():
            if following == NO_TRANSITION:
                shown = "="
            elif following == INVALID_TRANSITION:
                shown = "-"
            else:
                passed = following if hasattr(following, "__getitem__") else (following,)
                shown = ",".join(CommState.to_string(s) for s in passed)
            say(CommState.to_string(state), status, shown)


def status_name(code):
    return GoalStatus.to_string(code)


def serve(name):
    def execute(goal):
        count = int(goal.text.split()[1]) if goal.text.startswith("count") else 0
        if goal.text == "fail":
            server.set_aborted(ExecuteTextResult(reason="as asked"), "failed")
            return
        done = 0
        rate = rospy.Rate(50)
        while count == 0 or done < count:
            if server.is_preempt_requested():
                server.set_preempted(ExecuteTextResult(reason="preempted"), "stopped early")
                return
            done += 1
            server.publish_feedback(ExecuteTextFeedback(phase=done / count if count else 0.5, understood=goal.text))
            rate.sleep()
        result = ExecuteTextResult(phase=1.0, reason="counted to %d" % count)
        result.executed = rospy.Duration(1, 500000000)
        server.set_succeeded(result, "done")

    server = actionlib.SimpleActionServer(name, ExecuteTextAction, execute_cb=execute, auto_start=False)
    server.start()
    say("ready")
    rospy.spin()


def send(client, text):
    """Sends a goal; returns an event that is set with its first feedback, and the feedback's phases."""
    first = threading.Event()
    phases = []

    def feedback(message):
        phases.append(message.phase)
        first.set()

    client.send_goal(ExecuteTextGoal(text=text, speed=1.0), feedback_cb=feedback)
    return first, phases


def outcome(client):
    if not client.wait_for_result(rospy.Duration(20)):
        return "no result in 20 s"
    result = client.get_result()
    return "%s %s [%s] %s" % (
        status_name(client.get_state()), client.get_goal_status_text(), result.reason, result.executed.to_sec())


def drive(name):
    """Drives a server through goals, cancelling and preemption."""
    client = actionlib.SimpleActionClient(name, ExecuteTextAction)
    other = actionlib.SimpleActionClient(name, ExecuteTextAction)
    if not (client.wait_for_server(rospy.Duration(20)) and other.wait_for_server(rospy.Duration(20))):
        say("no server")
        return
    # rospy counts a connection before its handshake has ended, so the first feedback of all may be missed. Feedback and
    # result come over two connections: the last feedback may be late, and is then left out.
    for _ in range(5):
        _, phases = send(client, "count 5")
        counted = outcome(client)
        if phases and phases[0] == 0.2:
            break
    say("count", counted, "with feedback" if phases and phases[0] == 0.2 else phases)
    send(client, "fail")
    say("fail", outcome(client))
    first, _ = send(client, "on")
    first.wait(20)
    client.cancel_goal()
    say("cancel", outcome(client))
    first, _ = send(client, "on")
    first.wait(20)
    send(other, "count 2")
    say("preempted", outcome(client))
    say("newer", outcome(other))
    first, _ = send(client, "on")
    first.wait(20)
    client.cancel_all_goals()
    say("cancel all", outcome(client))
    first, _ = send(client, "on")
    first.wait(20)
    client.cancel_goals_at_and_before_time(rospy.Time.now())
    say("cancel before", outcome(client))


def choose(name):
    """Sends goals to a server that accepts some and rejects others."""
    client = actionlib.SimpleActionClient(name, ExecuteTextAction)
    if not client.wait_for_server(rospy.Duration(20)):
        say("no server")
        return
    send(client, "at once")
    say("accepted", outcome(client))
    send(client, "on")
    for _ in range(400):
        if client.get_state() == GoalStatus.ACTIVE:
            break
        rospy.sleep(0.05)
    client.cancel_goal()
    say("cancel", outcome(client))
    send(client, "reject")
    say("reject", outcome(client))


def control(name):
    """Acts as a joint_trajectory_controller of two joints that trails its set-point by 0.01 rad."""
    from control_msgs.msg import FollowJointTrajectoryAction, FollowJointTrajectoryFeedback
    from control_msgs.msg import FollowJointTrajectoryResult as Result

    cancelled = threading.Event()

    def on_goal(goal):
        trajectory = goal.get_goal().trajectory
        if sorted(trajectory.joint_names) != ["elbow", "wrist"]:
            goal.set_rejected(Result(error_code=Result.INVALID_JOINTS, error_string="not my joints"))
            return
        goal.set_accepted("going")
        threading.Thread(target=follow, args=(goal, trajectory)).start()

    def follow(goal, trajectory):
        cancelled.clear()
        allowed = {t.name: t.position for t in goal.get_goal().path_tolerance}
        begin = rospy.Time.now()
        end = trajectory.points[-1].time_from_start + goal.get_goal().goal_time_tolerance
        while rospy.Time.now() - begin < end:
            feedback = FollowJointTrajectoryFeedback(joint_names=trajectory.joint_names)
            feedback.error.positions = [0.01, 0.0]
            goal.publish_feedback(feedback)
            if allowed.get(trajectory.joint_names[0], 1.0) < 0.01:
                goal.set_aborted(Result(error_code=Result.PATH_TOLERANCE_VIOLATED, error_string="strayed"))
                return
            if cancelled.wait(0.05):
                goal.set_canceled(Result(), "held")
                return
        goal.set_succeeded(Result(), "there")

    server = actionlib.ActionServer(
        name + "/follow_joint_trajectory",
        FollowJointTrajectoryAction,
        on_goal,
        lambda goal: cancelled.set(),
        auto_start=False,
    )
    server.start()
    say("ready")
    rospy.spin()


if sys.argv[1] == "tables":
    tables()
else:
    rospy.init_node("actionlib_" + sys.argv[1])
    {"serve": serve, "drive": drive, "choose": choose, "control": control}[sys.argv[1]](*sys.argv[2:])
