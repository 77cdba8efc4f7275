using Dashboard.Sandbox.Ecs;
using Xunit;

namespace Dashboard.Tests.Sandbox.Ecs;

public sealed class ShellScriptTests
{
    private static readonly Dictionary<string, string> Environment = new() { ["WHO"] = "you; exit 3", ["N"] = "2" };

    [Theory]
    [InlineData("echo a b", "a b", 0, 0)]
    [InlineData("echo 'a  b'; sleep 4; echo done; exit 9", "a  b|done", 4, 9)]
    [InlineData("echo \"$WHO\"; exit 0", "you; exit 3", 0, 0)]
    [InlineData("echo ${N}個 '$N' $N$N $NONE.", "2個 $N 22 .", 0, 0)]
    [InlineData("sleep 1.5 && sleep $N; exit 257", "", 3.5, 1)]
    [InlineData("false && echo no; echo $?", "1", 0, 0)]
    [InlineData("false || echo yes", "yes", 0, 0)]
    [InlineData("true && false || echo b", "b", 0, 0)]
    [InlineData("X=1; echo x$X; exit", "x1", 0, 0)]
    [InlineData("false", "", 0, 1)]
    [InlineData("echo 1204件を取り込みました; exit 0; echo never", "1204件を取り込みました", 0, 0)]
    [InlineData("", "", 0, 0)]
    public void It_says_what_the_shell_would_do(string script, string lines, double seconds, int exitCode)
    {
        var run = ShellScript.Run(["sh", "-c", script], Environment);
        Assert.Equal((lines, seconds, exitCode), (string.Join('|', run.Lines.Select(l => l.Text)), run.Duration.TotalSeconds, run.ExitCode));
    }

    [Fact]
    public void Lines_carry_the_time_at_which_they_are_written() =>
        Assert.Equal([0, 4], ShellScript.Run(["/bin/sh", "-c", "echo a; sleep 4; echo b"], Environment).Lines.Select(l => l.At.TotalSeconds));

    [Fact]
    public void A_command_without_a_shell_is_run_too() =>
        Assert.Equal("hello $N", Assert.Single(ShellScript.Run(["echo", "hello", "$N"], Environment).Lines).Text);

    [Fact]
    public void A_program_that_the_sandbox_lacks_says_so_in_the_log() =>
        Assert.Equal("(sandbox: 'python' is not run here and counts as exit code 0)", Assert.Single(ShellScript.Run(["python", "job.py"], Environment).Lines).Text);
}
