namespace Dashboard.Features.Machines;

/// <summary>Addresses of the pages about machines and schedules.</summary>
public static class MachineLinks
{
    public static string To(string machineName) => $"machines/{Uri.EscapeDataString(machineName)}";

    public static string ToSchedule(string group, string name) => $"schedules/{Uri.EscapeDataString(group)}/{Uri.EscapeDataString(name)}";
}
