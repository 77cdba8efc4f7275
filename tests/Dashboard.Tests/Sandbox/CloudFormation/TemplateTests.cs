using Dashboard.Sandbox;
using Xunit;

namespace Dashboard.Tests.Sandbox.CloudFormation;

public sealed class TemplateTests
{
    private const string Exporter = """
        Parameters:
          Stage: { Type: String, Default: test }
        Resources:
          Cluster:
            Type: AWS::ECS::Cluster
            Properties:
              ClusterName: !Join ['-', [batch, !Ref Stage]]
        Outputs:
          Cluster:
            Value: !GetAtt Cluster.Arn
            Export: { Name: !Sub '${Stage}-ClusterArn' }
        """;

    private const string Importer = """
        Resources:
          Parent:
            Type: AWS::StepFunctions::StateMachine
            Properties:
              StateMachineName: parent
              RoleArn: !GetAtt Role.Arn
              DefinitionString: '{"StartAt":"A","States":{"A":{"Type":"Pass","Result":"${Cluster} ${Child}","End":true}}}'
              DefinitionSubstitutions:
                Cluster: !ImportValue test-ClusterArn
                Child: !Ref Child
              Tags: [{ Key: owner, Value: 夜間 }]
          Child:
            Type: AWS::StepFunctions::StateMachine
            DependsOn: [Role]
            Properties:
              StateMachineName: !Select [1, [zero, child]]
              RoleArn: { 'Fn::GetAtt': [Role, Arn] }
              Definition:
                StartAt: 待つ
                TimeoutSeconds: 60
                States:
                  待つ: { Type: Wait, Seconds: 5, End: true, Comment: !Sub 'in ${AWS::Region} of ${!Literal}' }
          Role:
            Type: AWS::IAM::Role
            Properties: { RoleName: some }
        """;

    [Fact]
    public async Task References_go_forwards_backwards_and_across_templates()
    {
        await using var sandbox = await LoadAsync(("a.yaml", Importer), ("b.yaml", Exporter));
        var parent = await sandbox.SfnAsync("DescribeStateMachine", new { stateMachineArn = Some.MachineArn + "parent" });
        Assert.Contains($"\"arn:aws:ecs:ap-northeast-1:123456789012:cluster/batch-test {Some.MachineArn}child\"", Some.Text(parent, "definition"), StringComparison.Ordinal);
        Assert.Equal("arn:aws:iam::123456789012:role/some", Some.Text(parent, "roleArn"));
        var child = Some.Text(await sandbox.SfnAsync("DescribeStateMachine", new { stateMachineArn = Some.MachineArn + "child" }), "definition");
        Assert.Contains("in ap-northeast-1 of ${Literal}", child, StringComparison.Ordinal);
        Assert.Contains("\"TimeoutSeconds\": 60", child, StringComparison.Ordinal);
        Assert.Equal("夜間", Some.Text(await sandbox.SfnAsync("ListTagsForResource", new { resourceArn = Some.MachineArn + "parent" }), "tags.0.value"));
    }

    [Theory]
    [InlineData("Resources:\n  A:\n   - b: {", "The template x.yaml cannot be read: line 4: ")]
    [InlineData("Resources:\n  A:\n    Type: AWS::S3::Bucket", "The template x.yaml cannot be loaded: line 3: the sandbox does not support the resource type 'AWS::S3::Bucket' of 'A'.")]
    [InlineData("Resources:\n  A:\n    Type: AWS::ECS::Cluster\n    Properties:\n      ClusterName: !Ref B", "line 5: 'B' names nothing in this template.")]
    [InlineData("Resources:\n  A:\n    Type: AWS::ECS::Cluster\n    Properties:\n      ClusterName: !ImportValue B", "line 5: no template exports 'B'.")]
    [InlineData("Resources:\n  A:\n    Type: AWS::ECS::Cluster\n    Properties:\n      ClusterName: !Ref A", "line 3: 'A' depends on itself.")]
    [InlineData("Resources:\n  A:\n    Type: AWS::ECS::Cluster\n    Properties:\n      ClusterName: !Cidr A", "line 5: the function 'Cidr' is not supported here.")]
    [InlineData("Parameters:\n  P: { Type: String }\nResources:\n  A:\n    Type: AWS::ECS::Cluster\n    Properties:\n      ClusterName: !Ref P", "line 2: the parameter 'P' has no Default, and the sandbox asks for none.")]
    [InlineData("Resources:\n  A:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      RoleArn: r\n      Definition: { StartAt: X, States: {} }", "line 3: 'A' is refused: Invalid State Machine Definition: ")]
    [InlineData("Resources:\n  A:\n    Type: AWS::Logs::LogGroup\n    Properties:\n      RetentionInDays: long", "line 3: a property of 'A' has the wrong type: ")]
    [InlineData("Mappings: {}", "line 1: the section 'Mappings' is not supported.")]
    [InlineData("- a", "The template x.yaml cannot be read: it is not one YAML mapping.")]
    public async Task A_corrupt_template_is_named_with_the_line_and_what_is_wrong(string text, string message)
    {
        var error = await Assert.ThrowsAsync<SandboxStartException>(() => LoadAsync(("x.yaml", text)));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_workflow_pack_loads()
    {
        await using var sandbox = await SandboxCaller.StartAsync(new SandboxOptions());
        var machines = await sandbox.SfnAsync("ListStateMachines", new { });
        Assert.Equal(10, machines["stateMachines"]!.AsArray().Count);
        Assert.Equal(Some.MachineArn + "Pare", Some.Text(await sandbox.RestAsync("GET", "/schedules/my-schedule-job?groupName=my-schedule-group"), "Target.Arn"));
    }

    private static async Task<SandboxCaller> LoadAsync(params (string File, string Text)[] templates)
    {
        var folder = Directory.CreateTempSubdirectory("templates");
        try
        {
            foreach (var (file, text) in templates)
            {
                await File.WriteAllTextAsync(Path.Combine(folder.FullName, file), text, TestContext.Current.CancellationToken);
            }

            return await SandboxCaller.StartAsync(new SandboxOptions { WorkflowsFolder = folder.FullName });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
